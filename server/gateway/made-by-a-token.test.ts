import { describe, expect, test } from "vitest";
import { actorOfToken } from "@/server/identity";
import { createToken } from "@/server/identity/tokens/create-token";
import { deleteToken } from "@/server/identity/tokens/delete-token";
import { setupWorld } from "@/server/testing/world";
import { callerOfKey } from "./caller";
import { CreateApiKeyInput, ListApiKeysInput } from "./contract";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";

const world = setupWorld();
const WEEK_MS = 7 * 24 * 60 * 60_000;
const KEYS = {
  role: "fineGrained" as const,
  scopes: [{ target: { kind: "everything" as const }, permissions: ["account.manage", "key.manage", "key.read"] }],
};
const GONE = { code: "unauthenticated", reason: "invalid_api_key" };

async function asToken(secret: string) {
  const actor = await actorOfToken(world.as({ kind: "anonymous" }), secret);
  if (!actor) throw new Error("The token is not known");
  return world.as(actor);
}

async function tokenOf(expiresAt?: string) {
  const signedIn = world.as(await world.user());
  const { id, secret } = await createToken.run(signedIn, { name: "Maker", expiresAt, ...KEYS });
  return { signedIn, id, by: await asToken(secret) };
}

const create = (ctx: ReturnType<typeof world.as>) => createApiKey.run(ctx, CreateApiKeyInput.parse({ name: "key" }));
const call = (secret: string, ctx = world.system()) => callerOfKey(ctx, secret);

describe("an API key that a token made", () => {
  test("goes with it, also where another token came between; others stay", async () => {
    const { signedIn, id, by } = await tokenOf();
    const next = await createToken.run(by, { name: "Next", ...KEYS });
    const keys = [await create(by), await create(await asToken(next.secret))];
    const own = await create(signedIn);
    const ids = async () => (await listApiKeys.run(signedIn, ListApiKeysInput.parse({}))).items.map((key) => key.id);
    expect((await ids()).length).toBe(3);
    await deleteToken.run(signedIn, { tokenId: id });
    expect(await ids()).toEqual([own.id]);
    for (const { secret } of keys) await expect(call(secret)).rejects.toMatchObject(GONE);
    expect(await call(own.secret)).toMatchObject({ keyId: own.id });
  });

  test("ends with it", async () => {
    const { by } = await tokenOf(new Date(Date.now() + WEEK_MS).toISOString());
    const { id, secret } = await create(by);
    const later = { ...world.system(), now: () => new Date(Date.now() + WEEK_MS + 1_000) };
    await expect(call(secret, later)).rejects.toMatchObject(GONE);
    expect(await call(secret)).toMatchObject({ keyId: id });
  });
});
