import { sql } from "drizzle-orm";
import postgres from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { type Db, openDatabase } from "@/db/client";
import { budgetLeases, budgetScopes } from "@/db/schema/billing/budgets";
import { atomically } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { tokenPriceOf } from "../price-of";
import { recordUsage, type UsageEvent } from "../record-usage";
import { expireLeases } from "./expire-leases";
import { openScopes } from "./open-scopes";
import { setBudget } from "./set-budget";
import { closeLease, grantLease, keepLeases, openLease, returnLease } from "./store/leases";
import { limitScope } from "./store/scopes";
import { settleCharges } from "./store/settle";

const world = setupWorld();
beforeAll(() => ensureDefaultPrices(world.system()));
const NOON = new Date("2026-03-15T12:00:00Z");
const NONE = { leases: new Map(), scopes: new Map(), wallets: new Map() } as const;

/** The scope of a new key with a monthly budget. */
async function scopeOf(limit: bigint, mode: "hard" | "soft" = "hard") {
  const ctx = world.system();
  const subject = { kind: "key", ref: ctx.id(), ownerId: ctx.id() } as const;
  await setBudget(ctx, { budget: { ...subject, period: "month" }, limit, mode });
  const [scope] = await openScopes(ctx, [subject], NOON);
  if (!scope) throw new Error("a budget has a scope");
  return { ...scope, subject };
}

async function leaseOf(scopeId: number, db: Db = world.system().db) {
  const lease = { id: world.system().id(), scopeId, node: world.system().id() };
  await openLease(db, lease);
  return lease;
}

async function read(id: number) {
  const [row] = await world.system().db.select().from(budgetScopes).where(sql`${budgetScopes.id} = ${id}`);
  if (!row) throw new Error("a scope stays");
  return row;
}

const grant = (leaseId: string, need: bigint, more: { readonly want?: bigint; readonly divisor?: number } = {}) =>
  grantLease(world.system().db, { leaseId, need, want: need, divisor: 1, ...more });
const settle = (leaseId: string, cost: bigint, db: Db = world.system().db) =>
  settleCharges(db, { ...NONE, leases: new Map([[leaseId, cost]]) }, "USD");

describe("a grant", () => {
  test("is a part of what is left, never less than what is of use and never more than there is", async () => {
    const scope = await scopeOf(1_000n);
    const { id } = await leaseOf(scope.id);
    expect(await grant(id, 10n, { want: 10_000n, divisor: 4 })).toBe(250n);
    expect(await grant(id, 400n, { divisor: 4 })).toBe(400n);
    expect(await grant(id, 351n)).toBe(0n);
    expect(await grant(id, 350n)).toBe(350n);
    expect(await grant(id, 1n)).toBe(0n);
    const { wantedAt, ...row } = await read(scope.id);
    expect(row).toMatchObject({ lim: 1_000n, leased: 1_000n, spent: 0n });
    expect(wantedAt).not.toBeNull();
  });

  test("is refused to a lease that is over, whoever still believes in it", async () => {
    const scope = await scopeOf(1_000n);
    const { id } = await leaseOf(scope.id);
    await grant(id, 10n);
    await closeLease(world.system().db, id);
    expect(await grant(id, 10n)).toBe(-1n);
    expect(await returnLease(world.system().db, id, 10n)).toBe(-1n);
    expect(await read(scope.id)).toMatchObject({ leased: 0n });
  });

  test("whose connection is lost in the middle changes nothing, and its lease can be closed at once", async () => {
    const scope = await scopeOf(1_000n);
    const { id } = await leaseOf(scope.id);
    const victim = postgres(world.databaseUrl(), { max: 1 });
    const lost = victim`
      select pg_terminate_backend(pg_backend_pid()), pg_sleep(600)
       where budget_grant(${id}::uuid, 700, 700, 1) = 700`;
    await expect(lost).rejects.toThrow();
    await victim.end({ timeout: 1 });
    expect(await grant(id, 1_000n)).toBe(1_000n);
    await closeLease(world.system().db, id);
    expect(await read(scope.id)).toMatchObject({ leased: 0n, spent: 0n });
  });

  test("never exceeds the limit among twenty sessions that grant, settle, return and change it", async () => {
    const scope = await scopeOf(1_000_000n);
    const databases = [openDatabase(world.databaseUrl()), openDatabase(world.databaseUrl())];
    const sessions = Array.from({ length: 20 }, (_, number) => session(databases[number % 2]?.db, number, scope));
    const costs = await Promise.all(sessions);
    await Promise.all(databases.map(({ close }) => close()));
    const row = await read(scope.id);
    expect(row).toMatchObject({ leased: 0n, spent: costs.reduce((sum, cost) => sum + cost) });
    expect(row.spent <= row.lim).toBe(true);
  });
});

type Scope = Awaited<ReturnType<typeof scopeOf>>;

/** Sixty turns on a budget; returns what they cost. */
async function session(db: Db = world.system().db, number: number, scope: Scope): Promise<bigint> {
  const { id } = await leaseOf(scope.id, db);
  const random = seeded(number);
  let [held, spent] = [0n, 0n];
  for (let turn = 0; turn < 60; turn++) {
    held += await grantLease(db, { leaseId: id, need: random(900), want: random(20_000), divisor: 40 });
    const cost = held === 0n ? 0n : random(Number(held));
    await settle(id, cost, db);
    spent += cost;
    held -= cost;
    if (turn % 7 === 0) held -= await returnLease(db, id, held);
    if (turn % 20 === number) await limitScope(db, { ...scope, lim: 600_000n + random(500_000), spent: null });
  }
  await closeLease(db, id);
  return spent;
}

/** Numbers from 1 to `most` that come again with the same seed. */
function seeded(seed: number) {
  let state = seed * 2_654_435_761 + 1;
  return (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return BigInt(1 + (state % most));
  };
}

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  "in random world %i no budget is ever over its limit, and in the end it has spent what calls cost",
  async (seed) => {
    const random = seeded(seed + 1_000);
    const live = await newLife(random(1_500) - 1n);
    for (let turn = 0; turn < 30; turn++) {
      await STEPS[Number(random(STEPS.length)) - 1]?.(live, { lease: Number(random(4)) - 1, amount: random(400) });
      const row = await read(live.scope.id);
      expect(row.spent + row.leased <= row.lim).toBe(true);
      expect(row.spent).toBe(live.spent);
    }
    for (const { id } of live.leases) await closeLease(world.system().db, id);
    const { spent, limit, scope } = live;
    expect(await read(scope.id)).toMatchObject({ leased: 0n, spent, lim: most(spent, limit) });
  },
);

interface Life {
  readonly scope: Scope;
  readonly leases: { readonly id: string; free: bigint }[];
  readonly told: UsageEvent[];
  spent: bigint;
  limit: bigint;
}

async function newLife(limit: bigint): Promise<Life> {
  const scope = await scopeOf(limit);
  const leases = await Promise.all([0, 1, 2, 3].map(() => leaseOf(scope.id)));
  return { scope, leases: leases.map(({ id }) => ({ id, free: 0n })), told: [], spent: 0n, limit };
}

interface Turn {
  readonly lease: number;
  readonly amount: bigint;
}

const record = (events: readonly UsageEvent[]) => atomically(world.system(), (ctx) => recordUsage(ctx, events));
const most = (a: bigint, b: bigint) => (a < b ? b : a);
const least = (a: bigint, b: bigint) => (a < b ? a : b);

/** What may happen; each more than once in a life. */
const STEPS: readonly ((life: Life, turn: Turn) => Promise<unknown>)[] = [
  async ({ leases }, { lease, amount }) => {
    const one = leases[lease];
    if (one) one.free += least(1_000_000n, await grant(one.id, amount, { want: amount * 3n, divisor: 4 }));
  },
  async (life, { lease, amount }) => {
    const one = life.leases[lease];
    if (!one || one.free === 0n) return;
    const cost = least(amount, one.free);
    const event = await eventOf({ ...life.scope.subject, cost, lease: one.id });
    await Promise.all([record([event]), record([event, ...life.told])]);
    one.free -= cost;
    life.spent += cost;
    life.told.push(event);
  },
  async ({ told }) => record(told),
  async ({ leases }, { lease, amount }) => {
    const one = leases[lease];
    if (one) one.free -= await returnLease(world.system().db, one.id, least(amount, one.free));
  },
  async (life, { amount }) => {
    life.limit = amount * 4n;
    await limitScope(world.system().db, { ...life.scope, lim: life.limit, spent: null });
  },
  async ({ leases, scope }, { lease }) => {
    const one = leases[lease];
    if (!one || one.free > 0n) return;
    await closeLease(world.system().db, one.id);
    leases[lease] = { ...(await leaseOf(scope.id)), free: 0n };
  },
];

interface Call {
  readonly ref: string;
  readonly ownerId: string;
  readonly cost: bigint;
  readonly lease: string;
  readonly bound?: bigint;
}

/** A call that costs so many nano-units. */
async function eventOf({ ref, ownerId, cost, lease, bound = cost }: Call): Promise<UsageEvent> {
  const ctx = world.system();
  const price = await tokenPriceOf(ctx, ctx.id(), ctx.now());
  return {
    ...{ id: ctx.id(), occurredAt: NOON, ownerId, keyId: ref, model: "ada/chat", repoId: ctx.id(), basis: "reported" },
    ...{ inputTokens: Number(cost), outputTokens: 0, price: { ...price, input: 1_000_000n } },
    reservation: { bound, leases: [lease], coversWallet: false, softScopes: [] },
  };
}

describe("a settlement", () => {
  test("of a lease that is not here is refused whole", async () => {
    const ctx = world.system();
    const scope = await scopeOf(1_000n);
    const { id } = await leaseOf(scope.id);
    await grant(id, 100n);
    const leases = new Map([
      [id, 10n],
      [ctx.id(), 10n],
    ]);
    await expect(settleCharges(ctx.db, { ...NONE, leases }, "USD")).rejects.toMatchObject({
      cause: { message: "settled leases are not of this database" },
    });
    expect(await read(scope.id)).toMatchObject({ spent: 0n, leased: 100n });
  });

  test("beyond the bound of its call is the platform's loss, and no budget goes over", async () => {
    const ctx = world.system();
    const scope = await scopeOf(100n);
    const { id } = await leaseOf(scope.id);
    await grant(id, 100n);
    const event = await eventOf({ ...scope.subject, cost: 130n, bound: 100n, lease: id });
    expect(await recordUsage(ctx, [event])).toEqual(new Map([[event.id, 130n]]));
    expect(await read(scope.id)).toMatchObject({ spent: 100n, leased: 0n });
    const balances = await ctx.db.execute(sql`
      select kind, balance::text as balance from ledger_accounts join account_balances on account_id = id
       where owner_id = ${scope.ownerId} or kind = 'platform_loss' order by kind`);
    expect([...balances]).toEqual([
      { kind: "customer_receivable", balance: "-100" },
      { kind: "platform_loss", balance: "-30" },
    ]);
  });

  test("that comes after its lease was released still counts", async () => {
    const ctx = world.system();
    const scope = await scopeOf(100n);
    const { id } = await leaseOf(scope.id);
    await grant(id, 100n);
    const age = (minutes: number) =>
      ctx.db
        .update(budgetLeases)
        .set({ expiresAt: sql`now() - make_interval(mins => ${minutes})` })
        .where(sql`${budgetLeases.id} = ${id}`);
    await age(0);
    await expireLeases(ctx);
    expect(await grant(id, 1n)).toBe(-1n);
    expect((await keepLeases(ctx.db, [id])).open.has(id)).toBe(false);
    await settle(id, 30n);
    expect(await read(scope.id)).toMatchObject({ spent: 30n, leased: 70n });
    await age(9);
    await expireLeases(ctx);
    expect(await read(scope.id)).toMatchObject({ leased: 70n });

    await age(11);
    await expireLeases(ctx);
    expect(await read(scope.id)).toMatchObject({ spent: 30n, leased: 0n });
    await settle(id, 80n);
    expect(await read(scope.id)).toMatchObject({ spent: 110n, leased: 0n, lim: 110n, limTarget: 100n });
  });
});
