import { beforeAll, expect, test } from "vitest";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { assertCanSpend } from "./assert-can-spend";
import { openScopes } from "./budgets/open-scopes";
import { GetSpendingInput, ListChargesInput, ListPricesInput, SetPriceInput, SetWalletLimitInput } from "./contract";
import { ensureDefaultPrices } from "./ensure-default-prices";
import { endInterval, startInterval } from "./intervals";
import { billingOperations } from "./operations";
import { tokenPriceOf } from "./price-of";

const { getSpending, listCharges, listPrices, setPrice, setWalletLimit } = billingOperations;
const world = setupWorld();
let finance: UserActor;
let ada: UserActor;
beforeAll(async () => {
  await ensureDefaultPrices(world.system());
  await ensureDefaultPrices(world.system());
  finance = await world.user({ platformRoles: ["finance"] });
  ada = await world.user();
});

test("the first start writes the price list once", async () => {
  const { items } = await listPrices.run(world.as(finance), ListPricesInput.parse({}));
  expect(items.map(({ meter, target, amount, per }) => [meter, target, amount, per]).sort()).toEqual([
    ["compute.time", "local-cpu", "0.06", "replica-hour"],
    ["llm.input", null, "0.1", "1,000,000 tokens"],
    ["llm.output", null, "0.4", "1,000,000 tokens"],
  ]);
});

test("a new price counts from its moment on, and for its model only", async () => {
  const ctx = world.as(finance);
  const target = ctx.id();
  const before = new Date(Date.now() - 1); // the price may begin in the millisecond in which it is asked for
  await setPrice.run(ctx, SetPriceInput.parse({ meter: "llm.output", target, amount: "2.5" }));

  const later = new Date(Date.now() + 1_000);
  expect((await tokenPriceOf(ctx, target, before)).output).toBe(400_000_000n);
  expect(await tokenPriceOf(ctx, target, later)).toMatchObject({ input: 100_000_000n, output: 2_500_000_000n });
  expect((await tokenPriceOf(ctx, ctx.id(), later)).output).toBe(400_000_000n);
});

test.each([
  ["begins in the past", { meter: "llm.input", amount: "1", effectiveFrom: "2020-01-01T00:00:00Z" }],
  ["sells tokens by instance", { meter: "llm.input", target: "local-cpu", amount: "1" }],
])("a price that %s is refused", async (_what, input) => {
  const asked = setPrice.run(world.as(finance), SetPriceInput.parse(input));
  await expect(asked).rejects.toMatchObject({ code: "invalid" });
});

test("prices and limits are set by operators only", async () => {
  const ctx = world.as(ada);
  const price = setPrice.run(ctx, SetPriceInput.parse({ meter: "llm.input", amount: "0" }));
  await expect(price).rejects.toMatchObject({ code: "forbidden" });
  const limit = setWalletLimit.run(ctx, SetWalletLimitInput.parse({ owner: ada.username, limit: null }));
  await expect(limit).rejects.toMatchObject({ code: "forbidden" });
});

test("minutes of a deployment are a charge and part of what its owner spent; a limit then stops new spending", async () => {
  const at = (seconds: number) => world.as(ada, () => new Date(Date.UTC(2026, 2, 15, 12, 0, seconds)));
  const run = {
    instanceId: at(0).id(),
    ownerId: ada.userId,
    label: "ada/chat",
    sku: "local-cpu",
    replicas: 1,
  } as const;
  await startInterval(at(0), run);
  await endInterval(at(61), { instanceId: run.instanceId, reason: "stopped" });

  const { items } = await listCharges.run(at(62), ListChargesInput.parse({}));
  expect(items).toMatchObject([
    { label: "ada/chat", minutes: 2, pricePerMinute: "0.001", cost: "0.002", currency: "USD" },
  ]);
  const spending = { minutes: "0.002", tokens: "0", total: "0.002", owed: "0.002" };
  expect(await getSpending.run(at(62), GetSpendingInput.parse({}))).toMatchObject({ ...spending, limit: null });

  await assertCanSpend(world.system(), { ownerId: ada.userId });
  await setWalletLimit.run(world.as(finance), SetWalletLimitInput.parse({ owner: ada.username, limit: "0.002" }));
  await expect(assertCanSpend(world.system(), { ownerId: ada.userId })).rejects.toMatchObject({
    code: "quota_exceeded",
  });
  expect(await getSpending.run(at(62), GetSpendingInput.parse({}))).toMatchObject({ limit: "0.002" });

  const wallet = { kind: "wallet", ref: ada.userId, ownerId: ada.userId } as const;
  const budgets = () => openScopes(at(62), [wallet], at(62).now());
  expect(await budgets()).toMatchObject([{ period: "total", mode: "hard", lim: 2_000_000n, spent: 2_000_000n }]);
  await setWalletLimit.run(world.as(finance), SetWalletLimitInput.parse({ owner: ada.username, limit: null }));
  expect(await budgets()).toEqual([]);
});

test("what somebody spends is not for strangers", async () => {
  const ctx = world.as(await world.user());
  const owner = ada.username;
  await expect(getSpending.run(ctx, GetSpendingInput.parse({ owner }))).rejects.toMatchObject({ code: "not_found" });
  await expect(listCharges.run(ctx, ListChargesInput.parse({ owner }))).rejects.toMatchObject({ code: "not_found" });
});
