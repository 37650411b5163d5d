import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setGroup } from "@/server/access";
import { listScopes, openScopes, type Subject, walletOf } from "@/server/billing";
import { CreateApiKeyInput } from "@/server/gateway/contract";
import { type HolderKind, ListHolderConsumersInput, SetBudgetInput } from "@/server/gateway/contract/budgets";
import { gatewayOperations } from "@/server/gateway/operations";
import { CreateResourceGroupInput } from "@/server/identity/contract/resource-group";
import { groupOperations } from "@/server/identity/groups/operations";
import { openAiIn, refusalOf, statusOf } from "@/server/testing/openai";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const door = openAiIn(world);
const CALLS = 200;
const [INPUT, OUTPUT] = [10, 100];
/** Nano-units of a call, at the first prices. */
const COST = BigInt(INPUT) * 100n + BigInt(OUTPUT) * 400n;

const engine = createServer(async (request, response) => {
  await request.toArray();
  response.writeHead(200, { "content-type": "text/event-stream" });
  const piece = { choices: [{ index: 0, delta: { content: "a" } }] };
  const usage = { prompt_tokens: INPUT, completion_tokens: OUTPUT };
  const frames = [piece, { choices: [], usage }].map((frame) => `data: ${JSON.stringify(frame)}\n\n`);
  response.end(`${frames.join("")}data: [DONE]\n\n`);
});
beforeAll(async () => {
  engine.listen(0, "127.0.0.1");
  await once(engine, "listening");
});
afterAll(() => {
  engine.closeAllConnections();
  engine.close();
});

/** An organisation whose leaders both have a key; one of its two models lies in a resource group. */
async function lab() {
  const [owner, admin] = [await world.user(), await world.user()];
  const organization = await world.organization(owner, [{ user: admin, role: "admin" }]);
  const leader = await world.again(owner);
  const { id: ownerId, name } = organization;
  const group = await groupOperations.createResourceGroup.run(
    world.as(leader),
    CreateResourceGroupInput.parse({ name, group: "vision" }),
  );
  const addresses = [`http://127.0.0.1:${(engine.address() as AddressInfo).port}`];
  const inside = door.deploy({ ownerId, model: `${name}/inside`, addresses });
  door.deploy({ ownerId, model: `${name}/outside`, addresses });
  await setGroup(world.system().db, { id: inside.repoId, ownerId }, group.id);

  const clientOf = async (user: typeof owner) => {
    const input = CreateApiKeyInput.parse({ name: "shared", owner: name });
    const { secret } = await gatewayOperations.createApiKey.run(world.as(await world.again(user)), input);
    const openai = new OpenAI({ apiKey: secret, baseURL: `${door.url()}/v1`, maxRetries: 0 });
    return (model: "inside" | "outside") =>
      openai.chat.completions.create({
        model: `${name}/${model}`,
        messages: [{ role: "user", content: "What is LoRA?" }],
        max_tokens: OUTPUT,
      });
  };
  const limit = (kind: HolderKind, holder: string, amount: string) =>
    gatewayOperations.setBudget.run(
      world.as(leader),
      SetBudgetInput.parse({ name, kind, holder, period: "month", limit: amount }),
    );
  return { ownerId, name, owner, admin, leader, group, clientOf, limit };
}

const servedOf = async (calls: readonly Promise<unknown>[]) => {
  const statuses = await Promise.all(calls.map(statusOf));
  // 503: the database had not answered within the time that a call waits for more of a budget.
  expect(statuses.filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  return statuses.filter((status) => status === 200).length;
};

async function owedBy(ownerId: string): Promise<bigint> {
  await world.system().live.dueCharges.settled(ownerId);
  return (await walletOf(world.system(), ownerId)).owed;
}

async function scopeOf(subject: Subject) {
  const [scope] = await openScopes(world.system(), [subject], new Date());
  const [row] = scope ? await listScopes(world.system().db, [scope.id]) : [];
  return row ?? expect.unreachable("a budget has a scope");
}

describe(`${CALLS} calls at once`, () => {
  test("never exceed the budget of a member, over all keys that they made, and not by a nano-unit (B1)", async () => {
    const { ownerId, owner, admin, clientOf, limit } = await lab();
    await limit("member", owner.username, "0.0008");
    const [first, second, other] = [await clientOf(owner), await clientOf(owner), await clientOf(admin)];
    const served = await servedOf(Array.from({ length: CALLS }, (_, i) => (i % 2 ? first : second)("outside")));
    expect(served).toBeGreaterThan(0);
    const owed = await owedBy(ownerId);
    expect(owed).toBe(BigInt(served) * COST);
    expect(owed <= 800_000n).toBe(true);
    const subject = { kind: "member", ref: owner.userId, ownerId } as const;
    expect(await scopeOf(subject)).toMatchObject({ spent: owed, lim: 800_000n, limTarget: null });
    expect(await statusOf(other("outside"))).toBe(200);
  });

  test("never exceed the budget of a resource group, whoever calls its models (B1)", async () => {
    const { ownerId, name, owner, admin, leader, group, clientOf, limit } = await lab();
    await limit("group", "vision", "0.0008");
    const [first, second] = [await clientOf(owner), await clientOf(admin)];
    const served = await servedOf(Array.from({ length: CALLS }, (_, i) => (i % 2 ? first : second)("inside")));
    expect(served).toBeGreaterThan(0);
    const owed = await owedBy(ownerId);
    expect(owed).toBe(BigInt(served) * COST);
    const subject = { kind: "project", ref: group.id, ownerId } as const;
    expect(await scopeOf(subject)).toMatchObject({ spent: owed, lim: 800_000n, limTarget: null });
    expect(await statusOf(first("outside"))).toBe(200);
    expect(await owedBy(ownerId)).toBe(owed + COST);
    expect(await scopeOf(subject)).toMatchObject({ spent: owed });

    const asked = ListHolderConsumersInput.parse({ name, kind: "group", holder: "vision", by: "model" });
    const { items } = await gatewayOperations.listHolderConsumers.run(world.as(leader), asked);
    expect(items).toMatchObject([{ name: `${name}/inside`, requests: served, share: 1 }]);
  });
});

describe("a call that does not fit", () => {
  test("is told first of the member's budget, then of the group's, and whose they are", async () => {
    const { owner, clientOf, limit } = await lab();
    const call = await clientOf(owner);
    await limit("group", "vision", "0");
    const ofGroup = await refusalOf(call("inside"));
    expect(ofGroup).toMatchObject({ status: 429, code: "insufficient_quota" });
    expect(ofGroup.headers?.get("x-should-retry")).toBe("false");
    expect(ofGroup.message).toContain("monthly budget of the resource group of this model");

    await limit("member", owner.username, "0");
    await expect
      .poll(async () => (await refusalOf(call("inside"))).message)
      .toContain("monthly budget of the member who made this API key");
    expect((await refusalOf(call("outside"))).message).toContain("the member who made this API key");
  });

  test("of a member who has nothing left holds nothing of the group's budget", async () => {
    const { ownerId, owner, admin, group, clientOf, limit } = await lab();
    await limit("member", owner.username, "0");
    await limit("group", "vision", "0.00009");
    const [poor, rich] = [await clientOf(owner), await clientOf(admin)];
    expect(await statusOf(poor("inside"))).toBe(429);
    expect(await statusOf(rich("inside"))).toBe(200);
    await owedBy(ownerId);
    expect(await scopeOf({ kind: "project", ref: group.id, ownerId })).toMatchObject({ spent: COST });
  });
});
