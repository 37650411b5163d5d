import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { OrganizationRole, UserActor } from "@/server/kernel";
import { setupWorld } from "@/server/testing/world";
import { hashOf, isSecret, secretFrom } from "./api-key-secret";
import { callerOfActor, callerOfKey } from "./caller";
import { CreateApiKeyInput, ListApiKeysInput } from "./contract";
import { gatewayOperations } from "./operations";

const { createApiKey, deleteApiKey, listApiKeys } = gatewayOperations;
const world = setupWorld();
let ada: UserActor;
beforeAll(async () => {
  ada = await world.user();
});

const create = (actor: UserActor, input: object = {}) =>
  createApiKey.run(world.as(actor), CreateApiKeyInput.parse({ name: "laptop", ...input }));
const list = async (actor: UserActor, input: object = {}) =>
  (await listApiKeys.run(world.as(actor), ListApiKeysInput.parse(input))).items;

describe("an API key", () => {
  test("is shown once; the database knows no secret of it (A3)", async () => {
    const key = await create(ada, { budget: { limit: "12.5", period: "month" } });
    expect(key).toMatchObject({
      name: "laptop",
      owner: ada.username,
      secret: expect.stringMatching(/^sk-yard-[0-9A-Za-z]{49}$/),
      budget: { limit: "12.5", spent: "0", currency: "USD", period: "month" },
    });
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    expect(key.budget?.resetsAt.toISOString()).toMatch(/-01T00:00:00.000Z$/);

    const [listed] = await list(ada);
    expect(listed).toMatchObject({ id: key.id, prefix: key.prefix, lastUsedAt: null });
    expect(JSON.stringify(listed)).not.toContain(key.secret);
    const rows = await world.system().db.execute(sql`select row_to_json(k)::text as row from api_keys k`);
    expect(JSON.stringify(rows)).not.toContain(key.secret);
    expect(JSON.stringify(rows)).toContain(hashOf(key.secret));
  });

  test("pays for its owner until it is deleted, and a second longer at most", async () => {
    const key = await create(ada);
    expect(await callerOfKey(world.system(), key.secret)).toMatchObject({ payerId: ada.userId, keyId: key.id });
    await deleteApiKey.run(world.as(ada), { keyId: key.id });
    const reason = () => callerOfKey(world.system(), key.secret).then(String, (error) => error.reason);
    await expect.poll(reason).toBe("invalid_api_key");
    expect((await list(ada)).map(({ id }) => id)).not.toContain(key.id);
    await expect(deleteApiKey.run(world.as(ada), { keyId: key.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("of somebody else does not exist (T1)", async () => {
    const [key, ben] = [await create(ada), await world.user()];
    await expect(deleteApiKey.run(world.as(ben), { keyId: key.id })).rejects.toMatchObject({
      code: "not_found",
      message: `API key ${key.id} does not exist`,
    });
    await expect(list(ben, { owner: ada.username })).rejects.toMatchObject({ code: "not_found" });
    await expect(create(ben, { owner: ada.username })).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["owner", "made"],
    ["admin", "made"],
    ["write", "forbidden"],
    ["billing", "forbidden"],
    ["read", "forbidden"],
    ["no_access", "not_found"],
  ] as const)("of an organisation, asked for by its %s, is %s", async (role, outcome) => {
    const [leader, member] = [await world.user(), await world.user()];
    const { name: owner } = await world.organization(leader, [{ user: member, role: role as OrganizationRole }]);
    const told = await create(await world.again(member), { owner }).then(
      () => "made",
      (error) => error.code,
    );
    expect(told).toBe(outcome);
  });

  test("cannot be made with a token that only reads (A6)", async () => {
    const { actor } = await world.token(ada, { role: "read" });
    const asked = createApiKey.run({ ...world.system(), actor }, CreateApiKeyInput.parse({ name: "x" }));
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });

  test("cannot be made in a browser that was left open", async () => {
    const earlier = { ...ada, signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(create(earlier, {})).rejects.toMatchObject({ reason: "reauthentication_required" });
  });

  test.each([
    ["a negative one", "-1"],
    ["a number with an exponent", "1e309"],
    ["no number", "NaN"],
    ["more than 64 bits", "10000000000"],
    ["a tenth of a nano-unit", "0.0000000001"],
    ["a number instead of text", 5],
    ["nothing", ""],
  ])("has no limit that is %s (B5)", (_what, limit) => {
    expect(CreateApiKeyInput.safeParse({ name: "x", budget: { limit, period: "month" } }).success).toBe(false);
  });
});

test("a secret with one wrong letter is no secret of ours", () => {
  const secret = secretFrom(Buffer.alloc(32, 255));
  expect(isSecret(secret)).toBe(true);
  expect(isSecret(secretFrom(Buffer.alloc(32)))).toBe(true);
  for (let at = 8; at < secret.length; at++) {
    const wrong = secret.slice(0, at) + (secret[at] === "a" ? "b" : "a") + secret.slice(at + 1);
    expect(isSecret(wrong)).toBe(false);
  }
});

test("a member calls the deployments of organisations that show them, and pays alone", async () => {
  const [leader, member] = [await world.user(), await world.user()];
  const seen = await world.organization(leader, [{ user: member, role: "read" }]);
  await world.organization(leader, [{ user: member, role: "billing" }]);
  const caller = callerOfActor(world.as(await world.again(member)));
  expect(caller).toMatchObject({ payerId: member.userId, keyId: null, ownerIds: [member.userId, seen.id] });
  expect(() => callerOfActor(world.as({ kind: "anonymous" }))).toThrow();
});
