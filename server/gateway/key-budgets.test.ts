import { beforeAll, describe, expect, test } from "vitest";
import { ensureDefaultPrices, recordUsage, setBudget, tokenPriceOf } from "@/server/billing";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { CreateApiKeyInput, ListApiKeysInput, UpdateApiKeyInput } from "./contract";
import { gatewayOperations } from "./operations";

const { createApiKey, getApiKey, listApiKeys, updateApiKey } = gatewayOperations;
const world = setupWorld();
const THURSDAY = new Date("2026-03-12T12:34:56Z");
let ada: UserActor;
beforeAll(async () => {
  ada = await world.user();
  await ensureDefaultPrices(world.system());
});

const as = (actor: UserActor) => world.as(actor, () => THURSDAY);
const signedIn = (actor: UserActor): UserActor => ({ ...actor, signedInAt: THURSDAY });
const create = (input: object = {}, actor = ada) =>
  createApiKey.run(as(signedIn(actor)), CreateApiKeyInput.parse({ name: "laptop", ...input }));
const update = (keyId: string, changes: object, actor = ada) =>
  updateApiKey.run(as(actor), UpdateApiKeyInput.parse({ keyId, ...changes }));
const get = (keyId: string) => getApiKey.run(as(ada), { keyId });

/** A call with this key that costs so many nano-units. */
async function spend(keyId: string, outputTokens: number, at = THURSDAY) {
  const ctx = { ...world.system(), now: () => at };
  const repoId = ctx.id();
  const price = await tokenPriceOf(world.system(), repoId, new Date());
  const measured = { id: ctx.id(), occurredAt: at, ownerId: ada.userId, keyId, model: "ada/guide", repoId, price };
  await recordUsage(ctx, [{ ...measured, basis: "reported", inputTokens: 0, outputTokens }]);
}

describe("an API key", () => {
  test("has a budget for each period, hard or soft, and tells what is left of each and when it starts anew", async () => {
    const { id } = await create({
      budgets: [
        { period: "total", limit: "100" },
        { period: "month", limit: "10", mode: "soft" },
        { period: "hour", limit: "0.001" },
        { period: "week", limit: "5" },
        { period: "day", limit: "1" },
      ],
    });
    await spend(id, 1_000);
    const { budgets, budget } = await get(id);
    const [spent, currency] = ["0.0004", "USD"];
    expect(budgets).toEqual([
      { period: "hour", mode: "hard", limit: "0.001", spent, left: "0.0006", currency, resetsAt: at("12T13:00") },
      { period: "day", mode: "hard", limit: "1", spent, left: "0.9996", currency, resetsAt: at("13T00:00") },
      { period: "week", mode: "hard", limit: "5", spent, left: "4.9996", currency, resetsAt: at("16T00:00") },
      { period: "month", mode: "soft", limit: "10", spent, left: "9.9996", currency, resetsAt: new Date("2026-04-01") },
      { period: "total", mode: "hard", limit: "100", spent, left: "99.9996", currency, resetsAt: null },
    ]);
    expect(budget).toEqual({ period: "month", limit: "10", spent, currency, resetsAt: new Date("2026-04-01") });
  });

  test("is made and read by clients that know one budget for each month", async () => {
    const { id, budgets } = await create({ budget: { limit: "2.5", period: "month" } });
    expect(budgets).toMatchObject([{ period: "month", mode: "hard", limit: "2.5" }]);
    expect((await get(id)).budget).toMatchObject({ limit: "2.5", spent: "0", period: "month" });
    const daily = await create({ budgets: [{ period: "day", limit: "1" }] });
    expect(daily.budget).toBeNull();
  });

  test("is told to name its budgets in one way", async () => {
    const both = create({ budget: { limit: "1", period: "month" }, budgets: [] });
    await expect(both).rejects.toMatchObject({ code: "invalid" });
  });

  test("gets other budgets: one more, another limit, one less; what was spent before counts", async () => {
    const { id } = await create({ budgets: [{ period: "month", limit: "10" }] });
    await spend(id, 2_000);
    const changed = await update(id, {
      budgets: [
        { period: "month", limit: "0.0005", mode: "soft" },
        { period: "day", limit: "3" },
      ],
    });
    expect(changed.budgets).toMatchObject([
      { period: "day", limit: "3", spent: "0.0008", left: "2.9992" },
      { period: "month", mode: "soft", limit: "0.0005", spent: "0.0008", left: "0" },
    ]);
    expect((await update(id, { budgets: [] })).budgets).toEqual([]);
    expect((await list()).find((key) => key.id === id)?.budgets).toEqual([]);
  });

  test("keeps its budgets when it gets another name, and its name when it gets other budgets", async () => {
    const { id } = await create({ budgets: [{ period: "day", limit: "1" }] });
    expect(await update(id, { name: "helpdesk" })).toMatchObject({ name: "helpdesk", budgets: [{ period: "day" }] });
    expect(await update(id, { budgets: [{ period: "week", limit: "1" }] })).toMatchObject({
      name: "helpdesk",
      budgets: [{ period: "week" }],
    });
  });

  test("is changed by those who manage keys of its owner; for others it does not exist (T1)", async () => {
    const [leader, writer] = [await world.user(), await world.user()];
    const { name: owner } = await world.organization(leader, [{ user: writer, role: "write" }]);
    const { id } = await create({ owner, budgets: [{ period: "day", limit: "1" }] }, await world.again(leader));
    const member = await world.again(writer);
    expect((await getApiKey.run(as(member), { keyId: id })).budgets).toHaveLength(1);
    await expect(update(id, { budgets: [] }, member)).rejects.toMatchObject({ code: "forbidden" });
    const missing = { code: "not_found", message: `API key ${id} does not exist` };
    await expect(update(id, { budgets: [] })).rejects.toMatchObject(missing);
    await expect(get(id)).rejects.toMatchObject(missing);
    expect((await getApiKey.run(as(member), { keyId: id })).budgets).toHaveLength(1);
  });
});

test.each([
  ["two budgets of a period", [1, 2].map((limit) => ({ period: "day", limit: `${limit}` }))],
  ["a period that there is not", [{ period: "year", limit: "1" }]],
  ["a mode that there is not", [{ period: "day", limit: "1", mode: "firm" }]],
  ["a limit below nothing", [{ period: "day", limit: "-1" }]],
])("%s cannot be said (B5)", (_what, budgets) => {
  expect(CreateApiKeyInput.safeParse({ name: "x", budgets }).success).toBe(false);
  expect(UpdateApiKeyInput.safeParse({ keyId: crypto.randomUUID(), budgets }).success).toBe(false);
});

test("budgets of a member of the same id are not those of the key", async () => {
  const { id } = await create();
  const member = { kind: "member", ref: id, ownerId: ada.userId, period: "day" } as const;
  await setBudget(world.system(), { budget: member, limit: 1n, mode: "hard" });
  expect((await get(id)).budgets).toEqual([]);
});

const list = async () => (await listApiKeys.run(as(ada), ListApiKeysInput.parse({ limit: 100 }))).items;
const at = (dayAndTime: string) => new Date(`2026-03-${dayAndTime}:00Z`);
