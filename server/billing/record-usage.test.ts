import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accountBalances, ledgerEntries, ledgerTransactions, usageDaily, usageEvents } from "@/db/schema/billing";
import { atomically } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { assertCanSpend } from "./assert-can-spend";
import { costOfTokens } from "./cost";
import { ensureDefaultPrices } from "./ensure-default-prices";
import { postTransactions } from "./post-transactions";
import { tokenPriceOf } from "./price-of";
import { recordUsage, type UsageEvent } from "./record-usage";
import { putWallet } from "./store/wallets";
import { walletOf } from "./wallet";

const world = setupWorld();
beforeAll(() => ensureDefaultPrices(world.system()));
/** All usage of this file is of one day. */
const NOON = new Date("2026-03-15T12:00:00Z");

async function call(ownerId: string, tokens: Partial<UsageEvent> = {}): Promise<UsageEvent> {
  const ctx = world.system();
  const repoId = ctx.id();
  return {
    ...{ id: ctx.id(), occurredAt: NOON, ownerId, keyId: null, model: "ada/chat", repoId },
    ...{ inputTokens: 12, outputTokens: 30, basis: "reported", price: await tokenPriceOf(ctx, repoId, ctx.now()) },
    ...tokens,
  };
}

describe("usage", () => {
  test("is charged once, however many times and however parallel it is told", async () => {
    const ctx = world.system();
    const ownerId = ctx.id();
    const event = await call(ownerId);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => atomically(ctx, (ctx) => recordUsage(ctx, [event]))),
    );

    const cost = 12n * 100n + 30n * 400n;
    expect(answers.filter((costs) => costs.get(event.id) === cost)).toHaveLength(1);
    expect((await walletOf(ctx, ownerId)).owed).toBe(cost);
    const daily = (await ctx.db.select().from(usageDaily)).filter((row) => row.ownerId === ownerId);
    expect(daily).toMatchObject([{ requests: 1, inputTokens: 12, outputTokens: 30, cost }]);
  });

  test("of several payers in one batch is owed by each of them, and adds up by key, model and day", async () => {
    const ctx = world.system();
    const [ada, ben, keyId] = [ctx.id(), ctx.id(), ctx.id()];
    const events = [await call(ada), await call(ben), await call(ada, { keyId }), await call(ada, { outputTokens: 1 })];

    await atomically(ctx, (ctx) => recordUsage(ctx, events));

    const [costOf3, costOf1] = [3n * 1_200n + 2n * 12_000n + 400n, 13_200n];
    expect([(await walletOf(ctx, ada)).owed, (await walletOf(ctx, ben)).owed]).toEqual([costOf3, costOf1]);
    const daily = (await ctx.db.select().from(usageDaily)).filter((row) => row.ownerId === ada);
    expect(daily.map(({ requests, outputTokens }) => [requests, outputTokens]).sort()).toEqual([
      [1, 30],
      [2, 31],
    ]);
  });

  test("that is rolled back was never owed", async () => {
    const ctx = world.system();
    const event = await call(ctx.id());
    const failed = atomically(ctx, async (ctx) => {
      await recordUsage(ctx, [event]);
      throw new Error("later");
    });
    await expect(failed).rejects.toThrow("later");
    expect((await walletOf(ctx, event.ownerId)).owed).toBe(0n);
  });

  test("that costs nothing is counted and books nothing", async () => {
    const ctx = world.system();
    const event = await call(ctx.id(), { inputTokens: 0, outputTokens: 0 });
    expect(await recordUsage(ctx, [event])).toEqual(new Map([[event.id, 0n]]));
  });

  test.each([
    [{ inputTokens: 1, outputTokens: 0 }, { input: 499_999n, output: 0n }, 0n],
    [{ inputTokens: 1, outputTokens: 0 }, { input: 500_000n, output: 0n }, 1n],
    [{ inputTokens: 1, outputTokens: 1 }, { input: 250_000n, output: 250_000n }, 1n],
    [{ inputTokens: 3, outputTokens: 0 }, { input: 500_000n, output: 0n }, 2n],
    [{ inputTokens: 1e12, outputTokens: 0 }, { input: 2_800_000n, output: 0n }, 2_800_000_000_000n],
  ])("is rounded half up, once for input and output together: %o", (tokens, rates, cost) => {
    expect(costOfTokens(tokens, rates)).toBe(cost);
  });
});

describe("the ledger", () => {
  test("refuses at commit what does not balance", async () => {
    const ctx = world.system();
    const account = { ownerId: ctx.id(), kind: "customer_receivable", currency: "USD" } as const;
    const entries = [{ account, amount: -5n }];
    const posting = { kind: "usage", idem: ctx.id(), meta: {}, entries } as const;
    await expect(atomically(ctx, (ctx) => postTransactions(ctx, [posting]))).rejects.toThrow(/does not balance/);
    expect((await walletOf(ctx, account.ownerId)).owed).toBe(0n);
  });

  test.each([
    ["ledger_entries", "amount"],
    ["ledger_transactions", "idem"],
    ["ledger_accounts", "kind"],
    ["usage_events", "cost"],
    ["prices", "amount"],
    ["run_charges", "cost"],
  ])("never changes a row of %s", async (table, column) => {
    const { db } = world.system();
    const refused = { cause: { message: `${table} is append-only` } };
    await expect(db.execute(sql.raw(`update ${table} set ${column} = ${column}`))).rejects.toMatchObject(refused);
    await expect(db.execute(sql.raw(`delete from ${table}`))).rejects.toMatchObject(refused);
    await expect(db.execute(sql.raw(`truncate ${table} cascade`))).rejects.toMatchObject({
      cause: { message: expect.stringContaining("append-only") },
    });
  });

  test("holds balances that equal the sums of its entries, and adds up to zero", async () => {
    const { db } = world.system();
    const entries = await db.select().from(ledgerEntries);
    const balances = await db.select().from(accountBalances);
    const sumOf = (id: string) => entries.filter((e) => e.accountId === id).reduce((sum, e) => sum + e.amount, 0n);
    expect(balances.map(({ accountId, balance }) => [accountId, balance])).toEqual(
      balances.map(({ accountId }) => [accountId, sumOf(accountId)]),
    );
    expect(balances.reduce((sum, { balance }) => sum + balance, 0n)).toBe(0n);
    const events = await db.select().from(usageEvents);
    const owed = entries.reduce((sum, { amount }) => sum + (amount > 0n ? amount : 0n), 0n);
    expect(owed).toBe(events.reduce((sum, { cost }) => sum + cost, 0n));
    expect((await db.select().from(ledgerTransactions)).length).toBeGreaterThan(0);
  });
});

test("an owner without a limit may spend; one who owes as much as the limit may not", async () => {
  const ctx = world.system();
  const event = await call(ctx.id());
  await recordUsage(ctx, [event]);
  const wallet = { ownerId: event.ownerId, currency: "USD", updatedAt: ctx.now() };

  await expect(assertCanSpend(ctx, wallet)).resolves.toBeUndefined();
  await putWallet(ctx.db, { ...wallet, creditLimit: 13_201n });
  await expect(assertCanSpend(ctx, wallet)).resolves.toBeUndefined();
  await putWallet(ctx.db, { ...wallet, creditLimit: 13_200n });
  await expect(assertCanSpend(ctx, wallet)).rejects.toMatchObject({
    code: "quota_exceeded",
    reason: "insufficient_quota",
  });
});
