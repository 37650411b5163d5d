import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import type { CreateTokenInput } from "../contract";
import { actorOfSshKey } from "../ssh-keys/actor-of-ssh-key";
import { createSshKey } from "../ssh-keys/create-ssh-key";
import { actorOfToken } from "./actor-of-token";
import { createToken } from "./create-token";
import { deleteToken } from "./delete-token";

const world = setupWorld();
const WEEK_MS = 7 * 24 * 60 * 60_000;

/** A line as in a `.pub` file: two fields, each with its length before it. */
function newKey(): string {
  const { x = "" } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const fields = [Buffer.from("ssh-ed25519"), Buffer.from(x, "base64url")];
  const bytes = fields.flatMap((field) => [Buffer.from([0, 0, 0, field.length]), field]);
  return `ssh-ed25519 ${Buffer.concat(bytes).toString("base64")}`;
}

const everything = (...permissions: string[]) => ({
  role: "fineGrained" as const,
  scopes: [{ target: { kind: "everything" as const }, permissions }],
});
const ALL = everything("account.manage", "repo.read", "repo.write", "repo.admin", "discussion.write");

async function tokenOf(facts: Partial<CreateTokenInput> = {}) {
  const signedIn = world.as(await world.user());
  const { id, secret } = await createToken.run(signedIn, { name: "Maker", role: "write", ...facts });
  const actor = await actorOfToken(world.as({ kind: "anonymous" }), secret);
  if (!actor) throw new Error("The token is not known");
  return { signedIn, id, by: world.as(actor) };
}

const holderOf = (id: string, at = world.system()) => actorOfSshKey(at, { id });

describe("what a token made", () => {
  test("goes with it: tokens, what those made, and keys", async () => {
    const { signedIn, id, by } = await tokenOf(ALL);
    const next = await createToken.run(by, { name: "Next", ...ALL });
    const key = await createSshKey.run(by, { publicKey: newKey() });
    const own = await createSshKey.run(signedIn, { publicKey: newKey() });
    expect(await holderOf(key.id)).not.toBeNull();
    await deleteToken.run(signedIn, { tokenId: id });
    expect(await actorOfToken(signedIn, next.secret)).toBeNull();
    expect(await holderOf(key.id)).toBeNull();
    expect(await holderOf(own.id)).not.toBeNull();
  });

  test("ends with it", async () => {
    const expiresAt = new Date(Date.now() + WEEK_MS).toISOString();
    const { by } = await tokenOf({ expiresAt });
    const key = await createSshKey.run(by, { publicKey: newKey() });
    expect(await holderOf(key.id)).not.toBeNull();
    const later = { ...world.system(), now: () => new Date(Date.now() + WEEK_MS + 1_000) };
    expect(await holderOf(key.id, later)).toBeNull();
  });

  test("is no key that may do more", async () => {
    const { by } = await tokenOf(everything("account.manage", "repo.read"));
    await expect(createSshKey.run(by, { publicKey: newKey() })).rejects.toMatchObject({ reason: "more_rights" });
  });
});
