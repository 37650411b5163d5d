import { expect, test } from "vitest";
import { listScopes, openScopes, type Subject, setBudget } from "@/server/billing";
import { BUDGET_PERIODS, type BudgetPeriod } from "@/server/billing/contract";
import { setupWorld } from "@/server/testing/world";
import { createPool, type Reserved } from "./pool";

const world = setupWorld();
const NOON = new Date("2026-03-15T12:00:00Z");
const ctx = () => ({ ...world.system(), now: () => NOON });

/** Numbers that look random and are the same in every run (Numerical Recipes' generator). */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function processOf() {
  let nowMs = 0;
  const node = world.system().id();
  const pool = createPool(() => node, { now: () => nowMs, patience: () => new Promise<never>(() => {}) });
  return { pool, pass: (ms: number) => (nowMs += ms) };
}

const keyOf = (): Subject => ({ kind: "key", ref: world.system().id(), ownerId: world.system().id() });

const limit = (subject: Subject, period: BudgetPeriod, amount: bigint) =>
  setBudget(ctx(), { budget: { ...subject, period }, limit: amount, mode: "hard" });

async function scopesOf(subject: Subject) {
  const opened = await openScopes(ctx(), [subject], NOON);
  return listScopes(
    world.system().db,
    opened.map(({ id }) => id),
  );
}

test.each(Array.from({ length: 8 }, (_, seed) => seed))(
  "a call reserves in all budgets of its key or in none of them (limits and calls of seed %i)",
  async (seed) => {
    const next = numbersFrom(seed);
    const [subject, { pool, pass }] = [keyOf(), processOf()];
    const periods = BUDGET_PERIODS.filter(() => next(3) > 0);
    const named = periods.length > 0 ? periods : (["day"] as const);
    for (const period of named) await limit(subject, period, BigInt(200 + next(2_000)));

    const bounds = Array.from({ length: 40 }, () => BigInt(1 + next(200)));
    const asked = bounds.map((bound) => pool.reserve(ctx(), { subjects: [subject], bound, at: NOON }));
    const results = await Promise.allSettled(asked);
    const refusals = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ reason: "insufficient_quota", details: { scope: "key" } });
    }
    const held = new Map<Reserved, bigint>(
      results.flatMap((one, index) => (one.status === "fulfilled" ? [[one.value, bounds[index] ?? 0n]] : [])),
    );
    for (const { reservation } of held.keys()) expect(reservation.leases).toHaveLength(named.length);

    for (const [reserved] of [...held].filter(() => next(2) === 0)) {
      reserved.release({ charged: 0n });
      held.delete(reserved);
    }
    pass(2_000);
    await pool.tick(ctx());
    const sum = [...held.values()].reduce((total, bound) => total + bound, 0n);
    const scopes = await scopesOf(subject);
    expect(scopes.map(({ leased }) => leased)).toEqual(named.map(() => sum));
    for (const scope of scopes) expect(scope.leased <= scope.lim).toBe(true);
  },
);

test("a call that fits into its month and not into its hour is told which one it was, and when that starts anew", async () => {
  const [subject, { pool, pass }] = [keyOf(), processOf()];
  await limit(subject, "month", 1_000n);
  await limit(subject, "hour", 10n);
  await expect(pool.reserve(ctx(), { subjects: [subject], bound: 100n, at: NOON })).rejects.toMatchObject({
    message: expect.stringContaining("The hourly budget of this API key has not enough left for this call"),
    details: { scope: "key", period: "hour", resetsAt: "2026-03-15T13:00:00.000Z" },
  });
  pass(2_000);
  await pool.tick(ctx());
  expect((await scopesOf(subject)).map(({ leased }) => leased)).toEqual([0n, 0n]);
});

test("what does not fit this hour fits the next, while the day goes on counting", async () => {
  const [subject, { pool }] = [keyOf(), processOf()];
  await limit(subject, "hour", 100n);
  await limit(subject, "day", 150n);
  const reserve = (at: Date) => pool.reserve({ ...ctx(), now: () => at }, { subjects: [subject], bound: 100n, at });
  const first = await reserve(NOON);
  await expect(reserve(NOON)).rejects.toMatchObject({ details: { period: "hour" } });
  const later = new Date(NOON.getTime() + 3_600_000);
  await expect(reserve(later)).rejects.toMatchObject({ details: { period: "day" } });
  first.release({ charged: 0n });
  await expect(reserve(later)).resolves.toMatchObject({ reservation: { bound: 100n } });
});
