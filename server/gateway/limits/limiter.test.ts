import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import type { Ctx, UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import type { Caller } from "../caller";
import { CreateApiKeyInput, type KeyLimitsInput } from "../contract";
import { gatewayOperations } from "../operations";
import { createLimiter, type Limiter } from "./limiter";

const world = setupWorld();
const NOON = new Date("2026-03-15T12:00:20Z");
const MINUTE_LATER = new Date("2026-03-15T12:01:00Z");
const REFUSED = { code: "quota_exceeded", reason: "rate_limit_exceeded" };
let ada: UserActor;
beforeAll(async () => {
  ada = await world.user();
});

const at = (now: Date): Ctx => ({ ...world.system(), now: () => now });

/** A process that waits for the database as long as it takes. */
function processOf() {
  let nowMs = 0;
  const limiter = createLimiter({ now: () => nowMs, patience: () => new Promise<never>(() => {}) });
  return { limiter, pass: (ms: number) => (nowMs += ms) };
}

/** Who calls with a new key that has these limits. */
async function callerWith(limits: Partial<KeyLimitsInput>): Promise<Caller> {
  const input = CreateApiKeyInput.parse({ name: "limited", limits });
  const key = await gatewayOperations.createApiKey.run(world.as(ada), input);
  return { payerId: ada.userId, keyId: key.id, userId: ada.userId, ownerIds: [ada.userId], limits: key.limits };
}

/** How many of these got in; all others were told that they are too many. */
async function admitted(calls: readonly Promise<unknown>[]): Promise<number> {
  const results = await Promise.allSettled(calls);
  const refusals = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const refusal of refusals) expect(refusal).toMatchObject(REFUSED);
  return results.filter(({ status }) => status === "fulfilled").length;
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe("requests per minute", () => {
  test("are let through to the last one, also when all come at once", async () => {
    const [caller, { limiter }] = [await callerWith({ requestsPerMinute: 10 }), processOf()];
    expect(await admitted(times(25, () => limiter.enter(at(NOON), { caller, tokens: 1 })))).toBe(10);
  });

  test("are those of all processes together; a process may hold back one part in 32", async () => {
    const caller = await callerWith({ requestsPerMinute: 100 });
    const processes = [processOf(), processOf()];
    const calls = processes.flatMap(({ limiter }) => times(80, () => limiter.enter(at(NOON), { caller, tokens: 1 })));
    const served = await admitted(calls);
    expect(served).toBeLessThanOrEqual(100);
    expect(served).toBeGreaterThanOrEqual(100 - processes.length * 2);
  });

  test("start anew with the next minute, and a refusal says in how many seconds", async () => {
    const [caller, { limiter }] = [await callerWith({ requestsPerMinute: 1 }), processOf()];
    await limiter.enter(at(NOON), { caller, tokens: 1 });
    await expect(limiter.enter(at(NOON), { caller, tokens: 1 })).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining("1 requests a minute"),
      details: { limit: "requests_per_minute", retryAfterSeconds: 40 },
    });
    await expect(limiter.enter(at(MINUTE_LATER), { caller, tokens: 1 })).resolves.toBeTypeOf("function");
  });

  test("of one key are not those of another", async () => {
    const [one, other] = [await callerWith({ requestsPerMinute: 1 }), await callerWith({ requestsPerMinute: 1 })];
    const { limiter } = processOf();
    await limiter.enter(at(NOON), { caller: one, tokens: 1 });
    await expect(limiter.enter(at(NOON), { caller: other, tokens: 1 })).resolves.toBeTypeOf("function");
  });
});

describe("tokens per minute", () => {
  const enter = (limiter: Limiter, caller: Caller, tokens: number) => limiter.enter(at(NOON), { caller, tokens });

  test("come back as far as a call did not use them", async () => {
    const [caller, { limiter }] = [await callerWith({ tokensPerMinute: 1_000 }), processOf()];
    const leave = await enter(limiter, caller, 600);
    await expect(enter(limiter, caller, 600)).rejects.toMatchObject({ details: { limit: "tokens_per_minute" } });
    leave(100);
    leave(100);
    await enter(limiter, caller, 900);
    await expect(enter(limiter, caller, 1)).rejects.toMatchObject(REFUSED);
  });

  test("that an answer used beyond what was known before count when it ends", async () => {
    const [caller, { limiter }] = [await callerWith({ tokensPerMinute: 1_000 }), processOf()];
    (await enter(limiter, caller, 100))(500);
    await enter(limiter, caller, 500);
    await expect(enter(limiter, caller, 1)).rejects.toMatchObject(REFUSED);
  });

  test("of an earlier minute do not come back in a later one", async () => {
    const [caller, { limiter }] = [await callerWith({ tokensPerMinute: 1_000 }), processOf()];
    let now = NOON;
    const ctx: Ctx = { ...world.system(), now: () => now };
    const leave = await limiter.enter(ctx, { caller, tokens: 600 });
    now = MINUTE_LATER;
    await limiter.enter(ctx, { caller, tokens: 500 });
    leave(0);
    await limiter.enter(ctx, { caller, tokens: 500 });
    await expect(limiter.enter(ctx, { caller, tokens: 1 })).rejects.toMatchObject(REFUSED);
  });

  test("that no minute has are told so, and not when to try again", async () => {
    const [caller, { limiter }] = [await callerWith({ tokensPerMinute: 1_000 }), processOf()];
    const refusal = await enter(limiter, caller, 1_001).catch((error) => error);
    expect(refusal).toMatchObject({ ...REFUSED, message: expect.stringContaining("up to 1001 tokens") });
    expect(refusal.details).not.toHaveProperty("retryAfterSeconds");
  });
});

describe("what is left of a minute", () => {
  test("is told without asking the database, and is the whole limit before the first call", async () => {
    const caller = await callerWith({ requestsPerMinute: 100, tokensPerMinute: 1_000, parallelCalls: 1 });
    const { limiter } = processOf();
    const resetsAt = MINUTE_LATER;
    expect(limiter.standing(caller, NOON)).toEqual([
      { metric: "requests", limit: 100, remaining: 100, resetsAt },
      { metric: "tokens", limit: 1_000, remaining: 1_000, resetsAt },
    ]);
    const leave = await limiter.enter(at(NOON), { caller, tokens: 600 });
    expect(limiter.standing(caller, NOON)).toMatchObject([{ remaining: 99 }, { remaining: 400 }]);
    leave(50);
    await expect.poll(() => limiter.standing(caller, NOON)).toMatchObject([{ remaining: 99 }, { remaining: 950 }]);
    expect(limiter.standing(caller, MINUTE_LATER)).toMatchObject([{ remaining: 100 }, { remaining: 1_000 }]);
    expect(limiter.standing(await callerWith({}), NOON)).toEqual([]);
  });

  test("knows what other processes took when this one asked last, and is nothing after a refusal", async () => {
    const caller = await callerWith({ requestsPerMinute: 64 });
    const [one, other] = [processOf().limiter, processOf().limiter];
    for (const _ of times(32, () => 0)) await other.enter(at(NOON), { caller, tokens: 1 });
    await one.enter(at(NOON), { caller, tokens: 1 });
    expect(one.standing(caller, NOON)).toMatchObject([{ remaining: 31 }]);
    await admitted(times(64, () => one.enter(at(NOON), { caller, tokens: 1 })));
    expect(one.standing(caller, NOON)).toMatchObject([{ remaining: 0 }]);
  });
});

describe("parallel calls", () => {
  test("are as many as were said, over all processes, and one that ends makes room", async () => {
    const caller = await callerWith({ parallelCalls: 3 });
    const limiters = times(2, () => processOf().limiter);
    const calls = limiters.flatMap((limiter) => times(5, () => limiter.enter(at(NOON), { caller, tokens: 1 })));
    expect(await admitted(calls)).toBe(3);
    const results = await Promise.allSettled(calls);
    const [leave] = results.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    leave?.(0);
    const [limiter] = limiters;
    await expect.poll(() => admitted([Promise.resolve(limiter?.enter(at(NOON), { caller, tokens: 1 }))])).toBe(1);
    expect(await admitted([Promise.resolve(limiter?.enter(at(NOON), { caller, tokens: 1 }))])).toBe(0);
  });

  test("of a process that is gone are free half a minute after its last sign of life", async () => {
    const caller = await callerWith({ parallelCalls: 1 });
    const { limiter, pass } = processOf();
    await limiter.enter(at(NOON), { caller, tokens: 1 });
    const { db } = world.system();
    const isKept = async () => {
      const [row] = await db.execute<{ kept: boolean }>(
        sql`select expires_at > now() + interval '20 seconds' as kept from key_slots where key_id = ${caller.keyId}`,
      );
      return row?.kept;
    };
    await db.execute(
      sql`update key_slots set expires_at = now() + interval '10 seconds' where key_id = ${caller.keyId}`,
    );
    pass(10_000);
    await limiter.tick(at(NOON));
    expect(await isKept()).toBe(true);
    const other = processOf().limiter;
    await expect(other.enter(at(NOON), { caller, tokens: 1 })).rejects.toMatchObject({
      details: { limit: "parallel_calls", retryAfterSeconds: 1 },
    });
    await db.execute(sql`update key_slots set expires_at = now() where key_id = ${caller.keyId}`);
    await expect(other.enter(at(NOON), { caller, tokens: 1 })).resolves.toBeTypeOf("function");
  });
});

test("a call that one limit refuses holds no slot and no tokens", async () => {
  const caller = await callerWith({ parallelCalls: 1, requestsPerMinute: 2, tokensPerMinute: 100 });
  const { limiter } = processOf();
  await expect(limiter.enter(at(NOON), { caller, tokens: 101 })).rejects.toMatchObject(REFUSED);
  await expect.poll(() => limiter.enter(at(NOON), { caller, tokens: 100 }).then(() => "in", String)).toBe("in");
});

test("a slot that the database gives late is free once its call is over", async () => {
  const caller = await callerWith({ parallelCalls: 1 });
  const limiter = createLimiter({ now: () => 0, patience: () => Promise.resolve() });
  const held = async () => {
    const [row] = await world
      .system()
      .db.execute<{ held: number }>(
        sql`select count(*)::integer as held from key_slots where key_id = ${caller.keyId}`,
      );
    return row?.held;
  };
  const leave = await limiter.enter(at(NOON), { caller, tokens: 1 });
  await expect.poll(held).toBe(1);
  leave(0);
  await expect.poll(held).toBe(0);
});

test("without its database a process refuses nobody", async () => {
  const caller = await callerWith({ parallelCalls: 1, requestsPerMinute: 1, tokensPerMinute: 10 });
  const { db, close } = openDatabase(world.databaseUrl());
  await close();
  const { limiter } = processOf();
  const away = { ...at(NOON), db };
  expect(await admitted(times(5, () => limiter.enter(away, { caller, tokens: 10 })))).toBe(5);
});

test("a key without limits asks the database nothing", async () => {
  const { db, close } = openDatabase(world.databaseUrl());
  await close();
  const caller = await callerWith({});
  const leave = await processOf().limiter.enter({ ...at(NOON), db }, { caller, tokens: 1_000_000 });
  expect(leave(5)).toBeUndefined();
});
