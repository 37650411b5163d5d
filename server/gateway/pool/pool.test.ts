import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { listScopes, openScopes, type Subject, setBudget } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { createPool, type Pool } from "./pool";

const world = setupWorld();
const NOON = new Date("2026-03-15T12:00:00Z");
const at = (now: Date) => ({ ...world.system(), now: () => now });
const USED_UP = { code: "quota_exceeded", reason: "insufficient_quota" };

/** A process with a clock that stands until it is moved. */
function processOf() {
  let nowMs = 0;
  const never = () => new Promise<never>(() => {});
  const node = world.system().id();
  const pool = createPool(() => node, { now: () => nowMs, patience: never });
  return { pool, pass: (ms: number) => (nowMs += ms) };
}

const subjectOf = (kind: Subject["kind"], ownerId = world.system().id()): Subject => ({
  kind,
  ref: kind === "wallet" ? ownerId : world.system().id(),
  ownerId,
});

const limit = (subject: Subject, amount: bigint, mode: "hard" | "soft" = "hard") =>
  setBudget(at(NOON), { budget: { ...subject, period: "month" }, limit: amount, mode });

async function read(subject: Subject, when = NOON) {
  const [scope] = await openScopes(at(when), [subject], when);
  const [row] = scope ? await listScopes(world.system().db, [scope.id]) : [];
  if (!row) throw new Error("a budget has a scope");
  return row;
}

const reserve = (pool: Pool, subjects: readonly Subject[], bound: bigint) =>
  reserveIn(at(NOON), pool, { subjects, bound });

const reserveIn = (ctx: Ctx, pool: Pool, wanted: { readonly subjects: readonly Subject[]; readonly bound: bigint }) =>
  pool.reserve(ctx, { ...wanted, at: ctx.now() });

const reasonsOf = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));

/** How many of so many calls at once got what they asked for; the others were told that the budget is used up. */
async function admitted(count: number, call: (index: number) => Promise<unknown>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: count }, (_, index) => call(index)));
  for (const reason of reasonsOf(results)) expect(reason).toMatchObject(USED_UP);
  return results.filter(({ status }) => status === "fulfilled").length;
}

describe("a pool of leases", () => {
  test("lets exactly as many of a thousand calls at once through as a new budget holds", async () => {
    const { pool } = processOf();
    const key = subjectOf("key");
    await limit(key, 1_000n);
    expect(await admitted(1_000, () => reserve(pool, [key], 100n))).toBe(10);
    expect(await read(key)).toMatchObject({ leased: 1_000n, spent: 0n });
    await pool.close(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 1_000n });
  });

  test("never lets more through than there is, among sixteen processes at the end of one budget", async () => {
    const pools = Array.from({ length: 16 }, processOf);
    const key = subjectOf("key");
    await limit(key, 1_007n);
    const served = await admitted(640, (index) => {
      const { pool } = pools[index % pools.length] ?? processOf();
      return reserve(pool, [key], 10n);
    });
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThanOrEqual(100);
    const row = await read(key);
    expect(row.leased <= row.lim).toBe(true);
    for (const { pool } of pools) await pool.close(at(NOON));
    expect(await read(key)).toMatchObject({ leased: BigInt(served) * 10n });
  });

  test("holds nothing of a call that one of its budgets refuses", async () => {
    const { pool, pass } = processOf();
    const wallet = subjectOf("wallet");
    const key = subjectOf("key", wallet.ownerId);
    await limit(key, 1_000n);
    await limit(wallet, 10n);
    await expect(reserve(pool, [wallet, key], 100n)).rejects.toMatchObject(USED_UP);
    pass(2_000);
    await pool.tick(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 0n });
    expect(await read(wallet)).toMatchObject({ leased: 0n });
  });

  test("says which leases a call is held in, that they cover the wallet, and which budgets only count", async () => {
    const { pool } = processOf();
    const wallet = subjectOf("wallet");
    const key = subjectOf("key", wallet.ownerId);
    await limit(wallet, 1_000n);
    await limit(key, 10n, "soft");
    const { reservation } = await reserve(pool, [key, wallet], 100n);
    expect(reservation).toMatchObject({ bound: 100n, coversWallet: true, softScopes: [(await read(key)).id] });
    expect(reservation.leases).toHaveLength(1);
  });

  test("has what a call did not cost for the next one, once", async () => {
    const { pool } = processOf();
    const key = subjectOf("key");
    await limit(key, 100n);
    const first = await reserve(pool, [key], 100n);
    await expect(reserve(pool, [key], 1n)).rejects.toMatchObject(USED_UP);
    first.release({ charged: 40n });
    first.release({ charged: 40n });
    await reserve(pool, [key], 60n);
    await expect(reserve(pool, [key], 1n)).rejects.toMatchObject(USED_UP);
  });

  test("gives back what nobody used for two seconds, and keeps what calls hold", async () => {
    const { pool, pass } = processOf();
    const key = subjectOf("key");
    await limit(key, 1_000n);
    await reserve(pool, [key], 10n);
    await pool.tick(at(NOON));
    expect((await read(key)).leased > 10n).toBe(true);
    pass(2_000);
    await pool.tick(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 10n });
  });
});

describe("a lower limit", () => {
  test("takes back what a process does not hold within a poll, and admits no more than it allows", async () => {
    const { pool } = processOf();
    const key = subjectOf("key");
    await limit(key, 1_000n);
    const call = await reserve(pool, [key], 100n);
    await pool.tick(at(NOON));
    await limit(key, 50n);
    await pool.tick(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 100n, lim: 100n, limTarget: 50n });
    await expect(reserve(pool, [key], 1n)).rejects.toMatchObject(USED_UP);
    call.release({ charged: 0n });
    await limit(key, 40n);
    await pool.tick(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 0n, lim: 40n, limTarget: null });
  });
});

describe("a new month", () => {
  test("begins with the whole budget, and the old one gets its rest back", async () => {
    const { pool, pass } = processOf();
    const key = subjectOf("key");
    const april = new Date("2026-04-01T00:00:00Z");
    await limit(key, 100n);
    await reserve(pool, [key], 100n);
    await expect(reserve(pool, [key], 1n)).rejects.toMatchObject(USED_UP);
    const call = await reserveIn(at(april), pool, { subjects: [key], bound: 60n });
    call.release({ charged: 10n });
    pass(2_000);
    await pool.tick(at(april));
    expect(await read(key, april)).toMatchObject({ lim: 100n, leased: 10n });
    expect(await read(key)).toMatchObject({ leased: 100n });
  });
});

test("a process whose clock is a day ahead, and then right again, spends no day twice (B13)", async () => {
  const [ahead, right] = [processOf(), processOf()];
  const tomorrow = new Date(NOON.getTime() + 86_400_000);
  const key = subjectOf("key");
  await setBudget(at(NOON), { budget: { ...key, period: "day" }, limit: 100n, mode: "hard" });
  const call = (now: Date, { pool }: ReturnType<typeof processOf>) =>
    admitted(20, () => reserveIn(at(now), pool, { subjects: [key], bound: 10n }));
  const today = await call(NOON, right);
  expect(today).toBeGreaterThan(0);
  const early = await call(tomorrow, ahead);
  expect(early).toBeGreaterThan(0);
  expect(today + (await call(NOON, ahead))).toBeLessThanOrEqual(10);
  expect(early + (await call(tomorrow, right))).toBeLessThanOrEqual(10);
  for (const now of [NOON, tomorrow]) {
    const row = await read(key, now);
    expect(row.leased <= row.lim).toBe(true);
  }
});

test("the cause for which budgets cannot be reached is said once, and again when it comes back (B1)", async () => {
  const { pool } = processOf();
  const key = subjectOf("key");
  await limit(key, 1_000n);
  const database = openDatabase(world.databaseUrl());
  await database.close();
  const said: string[] = [];
  const log = { ...world.system().log, warn: (_facts: object, message: string) => void said.push(message) };
  const gone = { ...at(NOON), db: database.db, log };
  const refused = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await expect(reserveIn(gone, pool, { subjects: [key], bound: 1_000n })).rejects.toThrow("at the moment");
    }
  };
  await refused();
  expect(said).toHaveLength(1);
  (await reserve(pool, [key], 10n)).release({ charged: 0n });
  await refused();
  expect(said).toHaveLength(2);
});

describe("a database that is gone", () => {
  test("leaves a process what it holds, and then calls are told to come again", async () => {
    const { pool, pass } = processOf();
    const key = subjectOf("key");
    await limit(key, 1_000n);
    (await reserve(pool, [key], 100n)).release({ charged: 0n });
    const database = openDatabase(world.databaseUrl());
    await database.close();
    const gone = { ...at(NOON), db: database.db };
    pass(1_000);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => reserveIn(gone, pool, { subjects: [key], bound: 100n })),
    );
    const served = results.filter(({ status }) => status === "fulfilled").length;
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThanOrEqual(10);
    for (const reason of reasonsOf(results)) expect(reason).toMatchObject({ code: "unavailable" });
    await expect(reserveIn(gone, pool, { subjects: [subjectOf("key")], bound: 1n })).rejects.toMatchObject({
      code: "unavailable",
    });
    for (const one of results) if (one.status === "fulfilled") one.value.release({ charged: 0n });
    await pool.close(at(NOON));
    expect(await read(key)).toMatchObject({ leased: 0n });
  });
});

describe("a process that was taken for dead", () => {
  test("spends nothing more from the lease it lost, and gets another", async () => {
    const { pool, pass } = processOf();
    const key = subjectOf("key");
    await limit(key, 1_000n);
    const { reservation } = await reserve(pool, [key], 100n);
    const [lost] = reservation.leases;
    await world.system().db.execute(sql`update budget_leases set state = 'suspense' where id = ${lost}::uuid`);
    pass(10_000);
    await pool.tick(at(NOON));
    const after = await reserve(pool, [key], 100n);
    expect(after.reservation.leases).not.toContain(lost);
  });
});
