import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { runCharges, runIntervals } from "@/db/schema/billing";
import { setupWorld } from "@/server/testing/world";
import { ensureDefaultPrices } from "./ensure-default-prices";
import { endInterval, startInterval, tickIntervals } from "./intervals";
import { quote } from "./quote";
import { walletOf } from "./wallet";

const world = setupWorld();
beforeAll(() => ensureDefaultPrices(world.system()));

const SYSTEM = { kind: "system", process: "test" } as const;
const START = Date.parse("2026-03-29T00:59:30Z");
const at = (seconds: number) => world.as(SYSTEM, () => new Date(START + seconds * 1_000));
const newRun = (replicas = 1) => {
  const ctx = world.system();
  return { instanceId: ctx.id(), ownerId: ctx.id(), label: "ada/chat", sku: "local-cpu", replicas } as const;
};

/** Seen every 15 seconds from a moment to another. */
async function seen(run: ReturnType<typeof newRun>, from: number, to: number) {
  for (let second = from; second <= to; second += 15) await startInterval(at(second), run);
}

async function billOf({ instanceId, ownerId }: ReturnType<typeof newRun>) {
  const rows = await world.system().db.select().from(runIntervals).where(eq(runIntervals.instanceId, instanceId));
  const { owed } = await walletOf(world.system(), ownerId);
  return { intervals: rows.map(({ billedMinutes }) => billedMinutes).sort(), owed };
}

const MINUTE = 1_000_000n; // 0.06 an hour, in nano-units

describe("minutes of a run", () => {
  test.each([
    ["one second is one minute", 1, 1],
    ["a whole minute is one minute", 60, 1],
    ["a minute and a second are two", 61, 2],
    ["five and a half minutes are six", 330, 6],
    ["an hour is sixty", 3_600, 60],
  ])("%s once it is stopped", async (_what, seconds, minutes) => {
    const run = newRun();
    await seen(run, 0, seconds);
    await endInterval(at(seconds), { instanceId: run.instanceId, reason: "stopped" });
    await endInterval(at(seconds + 500), { instanceId: run.instanceId, reason: "stopped" });
    expect(await billOf(run)).toEqual({ intervals: [minutes], owed: BigInt(minutes) * MINUTE });
  });

  test("are charged while it runs, whole ones only, once by eight ticks at the same moment", async () => {
    const run = newRun(2);
    await seen(run, 0, 330);
    await Promise.all(Array.from({ length: 8 }, () => tickIntervals(at(330))));
    expect(await billOf(run)).toEqual({ intervals: [5], owed: 10n * MINUTE });

    const [interval] = await world
      .system()
      .db.select()
      .from(runIntervals)
      .where(eq(runIntervals.instanceId, run.instanceId));
    const charges = world.system().db.select().from(runCharges);
    const ranges = await charges.where(
      and(eq(runCharges.intervalId, String(interval?.id)), eq(runCharges.replicas, 2)),
    );
    expect(ranges.map(({ fromMinute, toMinute }) => [fromMinute, toMinute])).toEqual([[0, 5]]);
  });

  test("end when it was last seen, if it is lost", async () => {
    const run = newRun();
    await seen(run, 0, 330);
    await tickIntervals(at(5_000));
    await endInterval(at(5_000), { instanceId: run.instanceId, reason: "lost" });
    expect(await billOf(run)).toEqual({ intervals: [6], owed: 6n * MINUTE });
  });

  test("are not charged for the time in which nobody saw it, when it comes back", async () => {
    const run = newRun();
    await seen(run, 0, 60);
    await seen(run, 3_600, 3_660);
    await endInterval(at(3_660), { instanceId: run.instanceId, reason: "stopped" });
    expect(await billOf(run)).toEqual({ intervals: [1, 1], owed: 2n * MINUTE });
  });

  test("of a crash loop are those of one run: a restart within a minute continues it", async () => {
    const run = newRun();
    for (const second of [0, 20, 40, 60, 80]) {
      await startInterval(at(second), run);
      await endInterval(at(second + 2), { instanceId: run.instanceId, reason: "stopped" });
    }
    expect(await billOf(run)).toEqual({ intervals: [2], owed: 2n * MINUTE });
  });

  test("begin anew with another number of replicas", async () => {
    const run = newRun();
    await seen(run, 0, 90);
    await seen({ ...run, replicas: 3 }, 90, 180);
    await endInterval(at(180), { instanceId: run.instanceId, reason: "stopped" });
    expect(await billOf(run)).toEqual({ intervals: [2, 2], owed: (2n + 6n) * MINUTE });
  });

  test("open one interval when two workers see the start together", async () => {
    const run = newRun();
    await Promise.all([1, 2, 3, 4].map(() => startInterval(at(0), run)));
    expect((await billOf(run)).intervals).toEqual([0]);
  });
});

test("a quote tells the price of a minute and an hour for all replicas", async () => {
  expect(await quote(world.system(), { sku: "local-cpu", replicas: 3 })).toEqual({
    perMinute: "0.003",
    perHour: "0.18",
    currency: "USD",
  });
});

describe("a tick", () => {
  test("charges everybody else when the cost of one run is larger than the ledger can hold", async () => {
    const runs = [newRun(), newRun(), newRun()];
    for (const run of runs) await seen(run, 0, 120);
    const [broken, ...others] = runs;
    const of = eq(runIntervals.instanceId, broken?.instanceId ?? "");
    const { db } = world.system();
    const [{ amount } = { amount: 0n }] = await db.select().from(runIntervals).where(of);
    await db.update(runIntervals).set({ amount: 9_000_000_000_000_000_000n, replicas: 1_000 }).where(of);

    await tickIntervals(at(125));
    expect(world.takeBugs()).toHaveLength(1);
    for (const run of others) expect(await billOf(run)).toEqual({ intervals: [2], owed: 2n * MINUTE });

    await db.update(runIntervals).set({ amount, replicas: 1 }).where(of);
    await tickIntervals(at(125));
    expect(await billOf(broken ?? newRun())).toEqual({ intervals: [2], owed: 2n * MINUTE });
  });
});
