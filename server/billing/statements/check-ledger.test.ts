import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  accountBalances,
  ledgerAccounts,
  ledgerEntries,
  runCharges,
  runIntervals,
  usageDaily,
  usageEvents,
} from "@/db/schema/billing";
import { budgetScopes } from "@/db/schema/billing/budgets";
import { formatMoney, type UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { CheckLedgerInput } from "../contract/statements";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { endInterval, startInterval } from "../intervals";
import { billingOperations } from "../operations";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { assertEvenLedger } from "./assert-even-ledger";

const { checkLedger, setWalletLimit, topUpWallet } = billingOperations;
const world = setupWorld();
let finance: UserActor;
let ada: UserActor;
beforeAll(async () => {
  const ctx = world.system();
  await ensureDefaultPrices(ctx);
  finance = await world.user({ platformRoles: ["finance"] });
  ada = await world.user();
  const owner = ada.username;
  await setWalletLimit.run(world.as(finance), { owner, limit: "5" });
  await topUpWallet.run(world.as(finance), { owner, amount: "3", kind: "top_up", reason: "a test" });
  await recordUsage(ctx, [
    {
      ...{ id: ctx.id(), occurredAt: ctx.now(), ownerId: ada.userId, keyId: null, model: "ada/chat", repoId: ctx.id() },
      ...{ inputTokens: 1_000, outputTokens: 2_000, basis: "reported", price: await tokenPriceOf(ctx, "", ctx.now()) },
    },
  ]);
  const instanceId = ctx.id();
  await startInterval(ctx, { instanceId, ownerId: ada.userId, label: "ada/chat", sku: "local-cpu", replicas: 1 });
  await endInterval(ctx, { instanceId, reason: "stopped" });
});

const check = () => checkLedger.run(world.as(finance), CheckLedgerInput.parse({}));
const uneven = async () => (await check()).checks.filter(({ different }) => different > 0);

test("books that nobody touched are even, and every check compared something", async () => {
  const report = await check();
  expect(report).toMatchObject({ isEven: true });
  expect(report.checks.map(({ name, difference }) => [name, difference])).toEqual(
    ["balanced", "balances", "usage", "minutes", "usageDays", "runs", "wallets"].map((name) => [name, "0"]),
  );
  expect(report.checks.filter(({ rows }) => rows === 0)).toEqual([]);
  await assertEvenLedger(world.system());
});

const cash = sql`${accountBalances.accountId} in (select id from ${ledgerAccounts} where kind = 'customer_cash')`;
const paid = sql`${ledgerEntries.accountId} in (select id from ${ledgerAccounts} where kind = 'payment_clearing')`;
const all = sql`true`;

test.each([
  { names: ["balanced", "balances"], table: ledgerEntries, column: "amount", off: 5, where: paid },
  { names: ["balances", "wallets"], table: accountBalances, column: "balance", off: 7, where: cash },
  { names: ["usage", "usageDays"], table: usageEvents, column: "cost", off: 4, where: all },
  { names: ["minutes", "runs"], table: runCharges, column: "cost", off: 6, where: all },
  { names: ["usageDays"], table: usageDaily, column: "cost", off: 10, where: all },
  { names: ["runs"], table: runIntervals, column: "cost", off: 2, where: all },
  { names: ["wallets"], table: budgetScopes, column: "spent", off: 3, where: all },
])(
  "what was broken on purpose is seen by the checks that read it, and by no other: $names",
  async ({ names, table, column, off, where }) => {
    const { db } = world.system();
    const move = (by: number) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`alter table ${table} disable trigger user`);
        await tx.execute(sql`update ${table} set ${sql.raw(`${column} = ${column} + ${by}`)} where ${where}`);
        await tx.execute(sql`alter table ${table} enable trigger user`);
      });
    await move(off);
    const seen = await uneven();
    const failure = await assertEvenLedger(world.system()).then(() => "even", String);
    await move(-off);
    const difference = formatMoney(BigInt(off));
    expect(seen).toMatchObject(names.map((name) => ({ name, different: 1, difference })));
    expect(failure).toMatch(new RegExp(names.join(".*")));
    expect(await uneven()).toEqual([]);
  },
);

test("is for those who look after money", async () => {
  await expect(checkLedger.run(world.as(ada), {})).rejects.toMatchObject({ code: "forbidden" });
  expect(
    await world.system().db.select().from(ledgerAccounts).where(eq(ledgerAccounts.ownerId, ada.userId)),
  ).not.toEqual([]);
});
