import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { apiKeys } from "@/db/schema/gateway";
import type { Ctx, Dependency, UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { callerOfKey } from "./caller";
import { CreateApiKeyInput, RotateApiKeyInput } from "./contract";
import { createKeptAnswers } from "./kept-answers";
import { gatewayOperations } from "./operations";
import type { KeyRow } from "./store/keys";

const { createApiKey, deleteApiKey, disableApiKey, enableApiKey, getApiKey, retireOldSecret, rotateApiKey } =
  gatewayOperations;
const world = setupWorld();
const HOUR_MS = 3_600_000;
let ada: UserActor;
beforeAll(async () => {
  ada = await world.user();
});

const create = (actor = ada, input: object = {}) =>
  createApiKey.run(world.as(actor), CreateApiKeyInput.parse({ name: "laptop", ...input }));
const rotate = (keyId: string, overlapHours: number, actor = ada) =>
  rotateApiKey.run(world.as(actor), RotateApiKeyInput.parse({ keyId, overlapHours }));

/** What a process that has not seen the key within the last second answers. */
async function isTaken(secret: string, laterMs = 0): Promise<string> {
  const ctx: Ctx<Dependency> = world.system();
  const recent = { ...ctx.live.traffic.recent, keys: createKeptAnswers<KeyRow>() };
  const fresh = { ...ctx, live: { ...ctx.live, traffic: { ...ctx.live.traffic, recent } } };
  const now = () => new Date(Date.now() + laterMs);
  return callerOfKey({ ...fresh, now }, secret).then(
    ({ keyId }) => String(keyId),
    (error) => error.reason,
  );
}

describe("a key that gets a new secret", () => {
  test("is called with both until the chosen end, and then with the new one alone", async () => {
    const made = await create();
    const rotated = await rotate(made.id, 24);
    expect(rotated.secret).not.toBe(made.secret);
    expect(rotated).toMatchObject({ id: made.id, prefix: rotated.secret.slice(0, 14) });
    expect(rotated.oldSecret).toMatchObject({ prefix: made.prefix });
    for (const secret of [made.secret, rotated.secret]) expect(await isTaken(secret)).toBe(made.id);
    expect(await isTaken(made.secret, 23.9 * HOUR_MS)).toBe(made.id);
    expect(await isTaken(made.secret, 24.1 * HOUR_MS)).toBe("invalid_api_key");
    expect(await isTaken(rotated.secret, 24.1 * HOUR_MS)).toBe(made.id);
    const later = { ...world.as(ada), now: () => new Date(Date.now() + 25 * HOUR_MS) };
    expect((await getApiKey.run(later, { keyId: made.id })).oldSecret).toBeNull();
  });

  test("gives the old one up at once when no overlap is wanted, and an older one always", async () => {
    const made = await create();
    const second = await rotate(made.id, 24);
    const third = await rotate(made.id, 1);
    expect(await isTaken(made.secret)).toBe("invalid_api_key");
    expect(await isTaken(second.secret)).toBe(made.id);
    const fourth = await rotate(made.id, 0);
    expect(fourth.oldSecret).toBeNull();
    for (const { secret } of [second, third]) expect(await isTaken(secret)).toBe("invalid_api_key");
    expect(await isTaken(fourth.secret)).toBe(made.id);
  });

  test("gives the old one up at its end also where it was called with a moment before", async () => {
    const made = await create();
    await rotate(made.id, 1);
    const ctx: Ctx<Dependency> = world.system();
    expect((await callerOfKey(ctx, made.secret)).keyId).toBe(made.id);
    const later = { ...ctx, now: () => new Date(Date.now() + 2 * HOUR_MS) };
    await expect(callerOfKey(later, made.secret)).rejects.toMatchObject({ reason: "invalid_api_key" });
  });

  test("by two people at once has the secrets of these two, and the one before ends", async () => {
    const made = await create();
    const both = await Promise.all([rotate(made.id, 1), rotate(made.id, 1)]);
    for (const { secret } of both) expect(await isTaken(secret)).toBe(made.id);
    expect(await isTaken(made.secret)).toBe("invalid_api_key");
  });

  test("gives the old one up before its time when somebody says so", async () => {
    const made = await create();
    const { secret } = await rotate(made.id, 24);
    expect((await retireOldSecret.run(world.as(ada), { keyId: made.id })).oldSecret).toBeNull();
    expect(await isTaken(made.secret)).toBe("invalid_api_key");
    expect(await isTaken(secret)).toBe(made.id);
  });

  test("keeps its budgets and limits", async () => {
    const { id } = await create(ada, { budgets: [{ period: "day", limit: "1" }], limits: { parallelCalls: 2 } });
    expect(await rotate(id, 1)).toMatchObject({ budgets: [{ period: "day" }], limits: { parallelCalls: 2 } });
  });

  test("is asked for by somebody who signed in lately, and for nobody else", async () => {
    const { id } = await create();
    const earlier = { ...ada, signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(rotate(id, 1, earlier)).rejects.toMatchObject({ reason: "reauthentication_required" });
    await expect(rotate(id, 1, await world.user())).rejects.toMatchObject({ code: "not_found" });
  });

  test("takes no secret any more once it is deleted", async () => {
    const made = await create();
    const { secret } = await rotate(made.id, 24);
    await deleteApiKey.run(world.as(ada), { keyId: made.id });
    for (const one of [made.secret, secret]) expect(await isTaken(one)).toBe("invalid_api_key");
  });
});

describe("a key that is disabled", () => {
  test("is refused in every process within a second, with both of its secrets, until it is enabled", async () => {
    const made = await create();
    const { secret } = await rotate(made.id, 24);
    expect(await callerOfKey(world.system(), secret)).toMatchObject({ keyId: made.id });
    const disabled = await disableApiKey.run(world.as(ada), { keyId: made.id });
    expect(disabled.disabledAt).toBeInstanceOf(Date);
    for (const one of [made.secret, secret]) expect(await isTaken(one)).toBe("api_key_disabled");
    const here = () => callerOfKey(world.system(), secret).then(String, (error) => error.reason);
    await expect.poll(here).toBe("api_key_disabled");

    expect((await enableApiKey.run(world.as(ada), { keyId: made.id })).disabledAt).toBeNull();
    for (const one of [made.secret, secret]) expect(await isTaken(one)).toBe(made.id);
  });

  test("stays disabled since the first time, and is nobody else's to disable or enable (T1)", async () => {
    const [{ id: keyId }, ben] = [await create(), await world.user()];
    const { disabledAt } = await disableApiKey.run(world.as(ada), { keyId });
    expect((await disableApiKey.run(world.as(ada), { keyId })).disabledAt).toEqual(disabledAt);
    for (const change of [disableApiKey, enableApiKey, retireOldSecret]) {
      await expect(change.run(world.as(ben), { keyId })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await getApiKey.run(world.as(ada), { keyId })).disabledAt).toEqual(disabledAt);
  });
});

describe("what a key is already", () => {
  const trailOf = async (keyId: string) => {
    const rows = await world.system().db.execute(sql`select action from audit_events where target_id = ${keyId}`);
    return rows.map(({ action }) => action).sort();
  };
  const PRESENT = ["api_key.created"];

  test("is said of it again without a line in the trail, and without a change", async () => {
    const { id: keyId } = await create();
    const ctx = world.as(ada);
    const [row] = await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, keyId));
    await enableApiKey.run(ctx, { keyId });
    await retireOldSecret.run(ctx, { keyId });
    expect(await trailOf(keyId)).toEqual(PRESENT);
    expect(await ctx.db.select().from(apiKeys).where(eq(apiKeys.id, keyId))).toEqual([row]);

    await Promise.all([disableApiKey.run(ctx, { keyId }), disableApiKey.run(ctx, { keyId })]);
    expect(await trailOf(keyId)).toEqual([...PRESENT, "api_key.disabled"]);
    await enableApiKey.run(ctx, { keyId });
    await rotate(keyId, 1);
    const later = { ...ctx, now: () => new Date(Date.now() + 2 * HOUR_MS) };
    await retireOldSecret.run(later, { keyId });
    const sofar = [...PRESENT, "api_key.disabled", "api_key.enabled", "api_key.rotated"];
    expect(await trailOf(keyId)).toEqual(sofar);
    await retireOldSecret.run(ctx, { keyId });
    await retireOldSecret.run(ctx, { keyId });
    expect(await trailOf(keyId)).toEqual([...sofar.slice(0, 3), "api_key.old_secret_ended", ...sofar.slice(3)]);
  });
});

test.each([-1, 0.5, 721, "24"])("an overlap of %j hours cannot be said", (overlapHours) => {
  expect(RotateApiKeyInput.safeParse({ keyId: crypto.randomUUID(), overlapHours }).success).toBe(false);
});
