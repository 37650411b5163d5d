import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import type { BudgetPeriod } from "../contract";
import { ensureDefaultPrices } from "../ensure-default-prices";
import { endInterval, startInterval } from "../intervals";
import { tokenPriceOf } from "../price-of";
import { recordUsage } from "../record-usage";
import { openScopes } from "./open-scopes";
import { periodOf } from "./period";
import { setBudget } from "./set-budget";
import { closeLease, grantLease, openLease } from "./store/leases";
import type { Subject } from "./store/scopes";

const world = setupWorld();
beforeAll(() => ensureDefaultPrices(world.system()));
const NOON = new Date("2026-03-15T12:00:00Z");
const at = (now: Date): Ctx => ({ ...world.system(), now: () => now });
const newSubject = (kind: Subject["kind"]): Subject => ({
  kind,
  ref: world.system().id(),
  ownerId: world.system().id(),
});
const set = (subject: Subject, limit: bigint | null, period: BudgetPeriod = "month") =>
  setBudget(at(NOON), { budget: { ...subject, period }, limit, mode: "hard" });
const scopes = (subjects: readonly Subject[], now = NOON) => openScopes(at(now), subjects, now);

async function charge({ ownerId, ref, kind }: Subject, inputTokens: number) {
  const ctx = world.system();
  const price = { ...(await tokenPriceOf(ctx, ctx.id(), ctx.now())), input: 1_000_000n };
  const keyId = kind === "key" ? ref : null;
  await recordUsage(ctx, [
    {
      ...{ id: ctx.id(), occurredAt: NOON, ownerId, keyId, model: "ada/chat", repoId: ctx.id(), basis: "reported" },
      ...{ inputTokens, outputTokens: 0, price },
    },
  ]);
}

test.each([
  ["hour", "2026-03-15T12:00:00Z", "2026-03-15T13:00:00Z"],
  ["day", "2026-03-15T00:00:00Z", "2026-03-16T00:00:00Z"],
  ["week", "2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z"],
  ["month", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"],
] as const)("the %s of a Sunday noon begins at %s", (period, start, end) => {
  expect(periodOf(period, new Date("2026-03-15T12:34:56.789Z"))).toEqual({
    start: new Date(start),
    end: new Date(end),
  });
});

describe("a budget", () => {
  test("is a row for each of its periods, all of them in the order in which a call asks", async () => {
    const [key, wallet] = [newSubject("key"), newSubject("wallet")];
    await set(wallet, 50n, "total");
    await set(key, 30n, "month");
    await set(key, 10n, "hour");
    const now = await scopes([wallet, key]);
    expect(now.map(({ kind, period, lim }) => [kind, period, lim])).toEqual([
      ["key", "hour", 10n],
      ["key", "month", 30n],
      ["wallet", "total", 50n],
    ]);
    const later = await scopes([wallet, key], new Date("2026-03-15T13:00:00Z"));
    expect(later.map(({ id }) => id === now.find((scope) => scope.id === id)?.id)).toEqual([false, true, true]);
  });

  test("of a key counts what the key used before in the period; one that was taken away and comes back too", async () => {
    const key = newSubject("key");
    await charge(key, 20);
    await set(key, 100n);
    expect(await scopes([key])).toMatchObject([{ spent: 20n }]);
    await set(key, null);
    expect(await scopes([key])).toEqual([]);
    await charge(key, 5);
    await set(key, 100n);
    expect(await scopes([key])).toMatchObject([{ spent: 25n, lim: 100n }]);
  });

  test("below what is spent and leased comes down as leases end, and grants nothing meanwhile", async () => {
    const { db } = world.system();
    const key = newSubject("key");
    await set(key, 100n);
    const [scope] = await scopes([key]);
    const leases = [world.system().id(), world.system().id()];
    for (const id of leases) await openLease(db, { id, scopeId: Number(scope?.id), node: world.system().id() });
    const [first = "", second = ""] = leases;
    await grantLease(db, { leaseId: first, need: 60n, want: 60n, divisor: 1 });
    await grantLease(db, { leaseId: second, need: 30n, want: 30n, divisor: 1 });

    await set(key, 40n);
    expect(await scopes([key])).toMatchObject([{ lim: 90n, limTarget: 40n, version: 1 }]);
    expect(await grantLease(db, { leaseId: second, need: 1n, want: 1n, divisor: 1 })).toBe(0n);
    await closeLease(db, first);
    expect(await scopes([key])).toMatchObject([{ lim: 40n, limTarget: null, leased: 30n }]);
    expect(await grantLease(db, { leaseId: second, need: 11n, want: 11n, divisor: 1 })).toBe(0n);
    expect(await grantLease(db, { leaseId: second, need: 10n, want: 10n, divisor: 1 })).toBe(10n);
  });

  test("tells once that it reached 50, 80 and 100 percent", async () => {
    const wallet = newSubject("wallet");
    const payer = { ...wallet, ownerId: wallet.ref };
    await setBudget(at(NOON), { budget: { ...payer, period: "total" }, limit: 100n, mode: "hard" });
    for (const cost of [49, 1, 10, 25, 14, 1, 7]) await charge(payer, cost);
    const told = await world.system().db.execute<{ share: number }>(sql`
      select (payload->'payload'->>'share')::int as share from graphile_worker._private_jobs
       where payload->>'event' = 'billing.budgetReached' and payload->'payload'->>'ref' = ${wallet.ref}
       order by 1`);
    expect(told.map(({ share }) => share)).toEqual([50, 80, 100]);
  });
});

test("a wallet follows the ledger: what was owed before, calls without a lease, and minutes beyond the limit", async () => {
  const ref = world.system().id();
  const wallet = { kind: "wallet", ref, ownerId: ref } as const;
  await charge(wallet, 20);
  await set(wallet, 100_000_000n, "total");
  await charge(wallet, 5);
  expect(await scopes([wallet])).toMatchObject([{ spent: 25n }]);

  const run = {
    instanceId: world.system().id(),
    ownerId: ref,
    label: "ada/chat",
    sku: "local-cpu",
    replicas: 1,
  } as const;
  await startInterval(at(NOON), run);
  await endInterval(at(new Date(NOON.getTime() + 200 * 60_000)), { instanceId: run.instanceId, reason: "stopped" });
  expect(await scopes([wallet])).toMatchObject([{ spent: 200_000_025n, lim: 200_000_025n, limTarget: 100_000_000n }]);
  await set(wallet, 300_000_000n, "total");
  expect(await scopes([wallet])).toMatchObject([{ spent: 200_000_025n, lim: 300_000_000n, limTarget: null }]);
});
