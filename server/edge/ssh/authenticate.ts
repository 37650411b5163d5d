import { createHash } from "node:crypto";
import type { AuthContext, KeyboardAuthContext, PublicKeyAuthContext } from "ssh2";
import { actorOfSshKey } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { isSignedBy } from "./verify-signature";

/** What a connection has said of itself so far. */
export interface Login {
  /** Set once somebody has proved to hold this key. */
  keyId: string | null;
  /** Fingerprints of keys that nobody has here. */
  readonly unknown: Set<string>;
  /** A name other than `git` that was tried. */
  wrongUser: string | null;
  attempts: number;
}

export const newLogin = (): Login => ({ keyId: null, unknown: new Set(), wrongUser: null, attempts: 0 });

const USER = "git";
const MAX_ATTEMPTS = 24;
const MAX_KEY_BYTES = 8_192;
const METHODS: ("publickey" | "keyboard-interactive")[] = ["publickey", "keyboard-interactive"];

/** Answers one question of RFC 4252: lets in who signs with a key that somebody has here, and tells everybody else. */
export async function authenticate(ctx: Ctx, login: Login, asked: AuthContext): Promise<void> {
  login.attempts += 1;
  if (login.attempts > MAX_ATTEMPTS) return asked.reject([]);
  if (asked.username !== USER) login.wrongUser = asked.username;
  if (asked.method === "keyboard-interactive") return explain(ctx, login, asked);
  if (asked.method !== "publickey" || asked.username !== USER) return asked.reject(METHODS);
  const keyId = await keyOf(ctx, login, asked);
  if (keyId === null) return asked.reject(METHODS);
  if (asked.signature) login.keyId = keyId;
  asked.accept(); // without a signature this only says that the key is worth signing with
}

/** `null` for a key nobody has, or who cannot sign with it. */
async function keyOf(
  ctx: Ctx,
  login: Login,
  { key, signature, blob, hashAlgo }: PublicKeyAuthContext,
): Promise<string | null> {
  if (key.data.length > MAX_KEY_BYTES) return null;
  const fingerprint = `SHA256:${createHash("sha256").update(key.data).digest("base64").replace(/=+$/, "")}`;
  if (signature) {
    const signed = { key: key.data, algorithm: key.algo, hash: hashAlgo, signature };
    if (!blob || !isSignedBy({ ...signed, message: blob })) return null;
  }
  const caller = await actorOfSshKey(ctx, { fingerprint, isProved: signature !== undefined });
  if (!caller) login.unknown.add(fingerprint);
  return caller?.keyId ?? null;
}

/** A client asks this once it has no other key to try: the one moment in which it shows a text of ours. */
function explain({ site }: Ctx, login: Login, asked: KeyboardAuthContext): void {
  const text = `Modelyard: ${reasonOf(login)}\nYour keys: ${site.origin}/settings/ssh-keys\n`;
  asked.prompt([], "", text, () => asked.reject(["publickey"]));
}

function reasonOf({ wrongUser, unknown }: Login): string {
  if (wrongUser !== null) return "Everybody signs in as the user git; your key says who you are.";
  const [first, ...others] = unknown;
  if (first === undefined) return "No SSH key was offered. Add a public key to your account first.";
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return `Nobody here has the key ${first}${more}. Add it to your account, or to a repository as a deploy key.`;
}
