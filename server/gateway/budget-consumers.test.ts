import { beforeAll, describe, expect, test } from "vitest";
import { ensureDefaultPrices, tokenPriceOf } from "@/server/billing";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { CreateApiKeyInput, ListBudgetConsumersInput } from "./contract";
import { gatewayOperations } from "./operations";
import { writeSettlements } from "./write-settlements";

const { createApiKey, listBudgetConsumers } = gatewayOperations;
const world = setupWorld();
const NOON = new Date("2026-03-12T12:34:56Z");
const YESTERDAY = new Date("2026-03-11T12:00:00Z");
beforeAll(() => ensureDefaultPrices(world.system()));

interface Used {
  readonly owner: { readonly id: string };
  readonly by: UserActor;
  readonly keyId: string | null;
  readonly model: string;
  readonly outputTokens: number;
  readonly at?: Date;
}

async function use({ owner, by, keyId, model, outputTokens, at = NOON }: Used) {
  const ctx = world.system();
  const [id, repoId, price] = [ctx.id(), ctx.id(), await tokenPriceOf(ctx, ctx.id(), new Date())];
  const call = { id, ownerId: owner.id, keyId, model };
  const request = { ...call, startedAt: at, userId: by.userId, deploymentId: ctx.id(), endpoint: "messages" } as const;
  const ended = { isStream: false, outcome: "completed", status: 200, latencyMs: 1, ttftMs: null } as const;
  const usage = { ...call, occurredAt: at, repoId, price, basis: "reported", inputTokens: 0, outputTokens } as const;
  await writeSettlements({ ...ctx, now: () => at }, [{ usage, request: { ...request, ...ended } }]);
}

async function keyOf(actor: UserActor, name: string, owner?: string) {
  const input = CreateApiKeyInput.parse({ name, ...(owner !== undefined && { owner }) });
  return (await createApiKey.run(world.as(actor), input)).id;
}

const list = (actor: UserActor, input: object) =>
  listBudgetConsumers.run(
    world.as(actor, () => NOON),
    ListBudgetConsumersInput.parse(input),
  );

describe("what uses up a budget", () => {
  test("of a key is told by model for its running period, largest first, with each one's share", async () => {
    const ada = await world.user();
    const owner = { id: ada.userId };
    const keyId = await keyOf(ada, "helpdesk");
    const other = await keyOf(ada, "other");
    const used = { owner, by: ada, keyId };
    await use({ ...used, model: "ada/small", outputTokens: 100 });
    await use({ ...used, model: "ada/large", outputTokens: 200 });
    await use({ ...used, model: "ada/large", outputTokens: 100 });
    await use({ ...used, model: "ada/yesterday", outputTokens: 400, at: YESTERDAY });
    await use({ ...used, keyId: other, model: "ada/other", outputTokens: 900 });

    const { items } = await list(ada, { keyId, period: "day" });
    expect(items).toMatchObject([
      { name: "ada/large", id: null, requests: 2, outputTokens: 300, cost: "0.00012", share: 0.75, currency: "USD" },
      { name: "ada/small", id: null, requests: 1, outputTokens: 100, cost: "0.00004", share: 0.25 },
    ]);
    expect((await list(ada, { keyId, period: "week" })).items[0]).toMatchObject({ name: "ada/yesterday", share: 0.5 });
    expect((await list(ada, { keyId, period: "total" })).items).toHaveLength(3);
    expect((await list(ada, { keyId, period: "hour" })).items).toHaveLength(2);
  });

  test("is read page by page, also where two used the same", async () => {
    const ada = await world.user();
    const keyId = await keyOf(ada, "pages");
    for (const model of ["m/a", "m/b", "m/c", "m/d"]) {
      await use({ owner: { id: ada.userId }, by: ada, keyId, model, outputTokens: model === "m/a" ? 5 : 1 });
    }
    const seen: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const read = await list(ada, { keyId, limit: 1, ...(cursor !== null && { cursor }) });
      seen.push(...read.items.map(({ name }) => name));
      expect(read.items[0]?.share).toBe(read.items[0]?.name === "m/a" ? 0.625 : 0.125);
      cursor = read.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(["m/a", "m/d", "m/c", "m/b"]);
  });

  test("of an account is told by key and by member, to those who may read what it pays", async () => {
    const [leader, biller, writer] = [await world.user(), await world.user(), await world.user()];
    const organization = await world.organization(leader, [
      { user: biller, role: "billing" },
      { user: writer, role: "write" },
    ]);
    const [boss, payer, member] = [await world.again(leader), await world.again(biller), await world.again(writer)];
    const keyId = await keyOf(boss, "helpdesk", organization.name);
    const used = { owner: organization, model: "lab/guide" };
    await use({ ...used, by: boss, keyId, outputTokens: 100 });
    await use({ ...used, by: payer, keyId: null, outputTokens: 300 });

    const asked = { keyId, of: "account", period: "month" };
    expect((await list(payer, { ...asked, by: "member" })).items).toMatchObject([
      { id: payer.userId, name: payer.username, share: 0.75 },
      { id: boss.userId, name: boss.username, share: 0.25 },
    ]);
    expect((await list(payer, { ...asked, by: "key" })).items).toMatchObject([
      { id: null, name: null, requests: 1 },
      { id: keyId, name: "helpdesk", requests: 1 },
    ]);
    expect((await list(member, { keyId, by: "key" })).items).toMatchObject([{ id: keyId, share: 1 }]);
    await expect(list(member, asked)).rejects.toMatchObject({ code: "forbidden" });
    await expect(list(await world.user(), { keyId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is nothing before anybody called", async () => {
    const ada = await world.user();
    expect(await list(ada, { keyId: await keyOf(ada, "new") })).toEqual({ items: [], nextCursor: null });
  });
});
