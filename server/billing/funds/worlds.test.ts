import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { accountBalances, ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/billing";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { atomically } from "@/server/kernel";
import { dice } from "@/server/testing/dice";
import { setupWorld } from "@/server/testing/world";
import { GetBalanceInput } from "../contract/funds";
import { CheckLedgerInput, GetStatementInput } from "../contract/statements";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { endInterval, startInterval } from "../intervals";
import { billingOperations } from "../operations";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { walletOf } from "../wallet";
import { expireFunds } from "./expire-funds";

const { adjustWallet, checkLedger, getBalance, getStatement, refundCharge, setWalletLimit, topUpWallet } =
  billingOperations;
const world = setupWorld();
beforeAll(() => ensureDefaultPrices(world.system()));

interface Cast {
  readonly finance: UserActor;
  readonly people: readonly UserActor[];
}

const cast = async (): Promise<Cast> => ({
  finance: await world.user({ platformRoles: ["finance"] }),
  people: [await world.user(), await world.user(), await world.user()],
});

const START = Date.UTC(2026, 4, 20);
const HOUR_MS = 3_600_000;
const STEPS = 40;

interface Turn {
  readonly ctx: Ctx<Dependency>;
  readonly now: () => Date;
  readonly person: UserActor;
  readonly random: (below: number) => number;
}

async function use({ ctx, now, person, random }: Turn) {
  const repoId = ctx.id();
  const price = await tokenPriceOf(ctx, repoId, now());
  const events = Array.from({ length: 1 + random(3) }, () => ({
    ...{ id: ctx.id(), occurredAt: now(), ownerId: person.userId, keyId: null, model: `lab/m${random(3)}`, repoId },
    ...{ inputTokens: random(4) * 250_000, outputTokens: random(3_000_000), basis: "reported" as const, price },
    ...(random(4) === 0 && {
      reservation: { bound: BigInt(random(1_000_000_000)), leases: [], coversWallet: false, softScopes: [] },
    }),
  }));
  await atomically(ctx, (ctx) => recordUsage(ctx, events));
}

async function run({ ctx, now, person, random }: Turn) {
  const instanceId = ctx.id();
  await startInterval(ctx, {
    ...{ instanceId, ownerId: person.userId, label: "lab/m", sku: "local-cpu", replicas: 1 + random(3) },
  });
  const later = new Date(now().getTime() + random(90_000));
  await endInterval({ ...ctx, now: () => later }, { instanceId, reason: "stopped" });
}

const amountOf = (random: Turn["random"]) => `${random(3)}.${String(1 + random(999)).padStart(3, "0")}`;

async function topUp({ ctx, now, person, random }: Turn) {
  const isGift = random(2) === 0;
  const ending = isGift && random(2) === 0 ? new Date(now().getTime() + random(9) * HOUR_MS + 1) : undefined;
  await topUpWallet.run(ctx, {
    ...{ owner: person.username, amount: amountOf(random), reason: "a test", kind: isGift ? "bonus" : "top_up" },
    ...(ending && { expiresAt: ending.toISOString() }),
  });
}

const adjust = ({ ctx, person, random }: Turn) =>
  adjustWallet.run(ctx, {
    ...{ owner: person.username, amount: `${random(2) ? "-" : ""}${amountOf(random)}`, reason: "a test" },
  });

async function refund({ ctx, person, random }: Turn) {
  const rows = await ctx.db.select().from(ledgerTransactions).where(eq(ledgerTransactions.ownerId, person.userId));
  const taken = new Set(rows.map(({ reverses }) => reverses));
  const open = rows.filter(({ id, kind }) => (kind === "usage" || kind === "minutes") && !taken.has(id));
  const charge = open[random(open.length || 1)];
  if (charge) await refundCharge.run(ctx, { transactionId: charge.id, reason: "a test" });
}

const limit = ({ ctx, person, random }: Turn) =>
  setWalletLimit.run(ctx, { owner: person.username, limit: random(4) === 0 ? null : String(random(9)) });

const TURNS = [use, use, use, run, run, topUp, topUp, adjust, refund, limit];

async function live(seed: number, { finance, people }: Cast): Promise<Date> {
  const random = dice(seed);
  let at = START;
  const now = () => new Date(at);
  for (let step = 0; step < STEPS; step++) {
    at += random(20 * HOUR_MS);
    const person = people[random(people.length)];
    const turn = TURNS[random(TURNS.length)];
    if (!person || !turn) throw new Error("there are people and turns");
    await turn({ ctx: world.as(finance, now), now, person, random });
    await expireFunds(world.as(finance, now));
  }
  return now();
}

describe.each([1, 2, 3, 4, 5])("a world of random postings, number %i,", (seed) => {
  let end: Date;
  let finance: UserActor;
  let people: readonly UserActor[];
  beforeAll(async () => {
    const everybody = await cast();
    ({ finance, people } = everybody);
    end = await live(seed, everybody);
  });
  const ctx = () => world.as(finance, () => end);

  test("has balances that are the sums of their entries, none of what was paid or given below zero", async () => {
    const { db } = ctx();
    const rebuilt = await db.execute<{ id: string; total: string }>(
      sql`select account_id::text as id, sum(amount)::text as total from ${ledgerEntries} group by 1`,
    );
    const kept = await db
      .select()
      .from(accountBalances)
      .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, accountBalances.accountId));
    const live = new Map(kept.map(({ account_balances: { accountId, balance } }) => [accountId, balance]));
    expect(live.size).toBeGreaterThan(10);
    expect(new Map(rebuilt.map(({ id, total }) => [id, BigInt(total)]))).toEqual(
      new Map([...live].filter(([id, balance]) => balance !== 0n || rebuilt.some((row) => row.id === id))),
    );
    expect([...live.values()].reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
    const own = kept.filter(({ ledger_accounts: { kind } }) => kind === "customer_cash" || kind === "customer_bonus");
    expect(own.length).toBeGreaterThan(1);
    expect(own.filter(({ account_balances: { balance } }) => balance < 0n)).toEqual([]);
  });

  test("is even: ledger, usage, minutes, their sums and the budgets of wallets differ in nothing", async () => {
    const report = await checkLedger.run(ctx(), CheckLedgerInput.parse({}));
    expect(report.checks.filter(({ different }) => different > 0)).toEqual([]);
    expect(report.isEven).toBe(true);
    expect(report.checks.filter(({ rows }) => rows === 0)).toEqual([]);
  });

  test("has nobody who owes and has cash at once, and shows each of them what the ledger says", async () => {
    for (const { username: owner, userId } of people) {
      const balance = await getBalance.run(ctx(), GetBalanceInput.parse({ owner }));
      const entered = await enteredFor(userId);
      expect(Number(balance.owed) > 0 && Number(balance.cash) > 0).toBe(false);
      expect(Number(balance.owed)).toBeGreaterThanOrEqual(0);
      expect(nano(balance.cash)).toBe(entered.get("customer_cash") ?? 0n);
      const given = balance.funds.map(({ left }) => nano(left)).reduce((a, b) => a + b, 0n);
      expect(given).toBe(entered.get("customer_bonus") ?? 0n);
      expect(nano(balance.owed)).toBe(-(entered.get("customer_receivable") ?? 0n));
    }
  });

  test("has statements whose lines and movements add up to the ledger, month after month", async () => {
    for (const { username: owner, userId } of people) {
      let before = 0n;
      for (const month of monthsUntil(end)) {
        const shown = await getStatement.run(ctx(), GetStatementInput.parse({ owner, month }));
        expect(shown.lines.filter(({ kind }) => kind === "unlisted")).toEqual([]);
        expect(sumOf(shown.lines)).toBe(nano(shown.charged));
        expect(sumOf(shown.movements)).toBe(nano(shown.moved));
        expect(nano(shown.opening)).toBe(before);
        expect(nano(shown.closing)).toBe(nano(shown.opening) - nano(shown.charged) + nano(shown.moved));
        before = nano(shown.closing);
      }
      const { owed, funds } = await walletOf(ctx(), userId);
      expect(before).toBe(funds - owed);
    }
  });
});

/** Sums of the entries themselves, by kind of account. */
async function enteredFor(ownerId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await world.system().db.execute<{ kind: string; total: string }>(sql`
    select a.kind, sum(e.amount)::text as total from ${ledgerEntries} e join ${ledgerAccounts} a on a.id = e.account_id
     where a.owner_id = ${ownerId}::uuid group by a.kind`);
  return new Map(rows.map(({ kind, total }) => [kind, BigInt(total)]));
}

const nano = (text: string) => {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"));
  return text.startsWith("-") ? -size : size;
};
const sumOf = (rows: readonly { amount: string }[]) => rows.reduce((sum, { amount }) => sum + nano(amount), 0n);

function monthsUntil(end: Date): string[] {
  const months: string[] = [];
  for (let month = 5; month <= 12; month++) months.push(`2026-${String(month).padStart(2, "0")}`);
  return months.filter((month) => month <= end.toISOString().slice(0, 7));
}
