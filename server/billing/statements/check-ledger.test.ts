import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accountBalances, ledgerAccounts, runIntervals, usageDaily } from "@/db/schema/billing";
import { budgetScopes } from "@/db/schema/billing/budgets";
import type { UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { CheckLedgerInput } from "../contract/statements";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { endInterval, startInterval } from "../intervals";
import { billingOperations } from "../operations";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { reportDifferences } from "./report-differences";

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
  await reportDifferences(world.system());
});

const cash = sql`${accountBalances.accountId} in (select id from ${ledgerAccounts} where kind = 'customer_cash')`;

test.each([
  { name: "balances", difference: "0.000000007", table: accountBalances, column: "balance", off: 7, where: cash },
  { name: "usageDays", difference: "0.00000001", table: usageDaily, column: "cost", off: 10, where: sql`true` },
  { name: "runs", difference: "0.000000002", table: runIntervals, column: "cost", off: 2, where: sql`true` },
  { name: "wallets", difference: "0.000000003", table: budgetScopes, column: "spent", off: 3, where: sql`true` },
])(
  "a projection that was broken on purpose is seen: $name",
  async ({ name, difference, table, column, off, where }) => {
    const { db } = world.system();
    const move = (by: number) =>
      db.execute(sql`update ${table} set ${sql.raw(`${column} = ${column} + ${by}`)} where ${where}`);
    await move(off);
    expect(await uneven()).toContainEqual(expect.objectContaining({ name, different: 1, difference }));
    await reportDifferences(world.system());
    expect(world.takeBugs().map(String)).toEqual([expect.stringContaining(name)]);

    await move(-off);
    expect(await uneven()).toEqual([]);
  },
);

test("is for those who look after money", async () => {
  await expect(checkLedger.run(world.as(ada), {})).rejects.toMatchObject({ code: "forbidden" });
  expect(
    await world.system().db.select().from(ledgerAccounts).where(eq(ledgerAccounts.ownerId, ada.userId)),
  ).not.toEqual([]);
});
