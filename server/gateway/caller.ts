import { isFrozen, personOf } from "@/server/access";
import { isAnyDisabled, isTokenAlive } from "@/server/identity";
import { type Ctx, DomainError } from "@/server/kernel";
import { hashOf, isSecret } from "./api-key-secret";
import type { KeyLimits } from "./contract";
import { limitsOf } from "./limits/key-limits";
import { liesInOneOf } from "./limits/networks";
import { addressNotAllowed } from "./limits/refused";
import { findKeyByHash, type KeyRow } from "./store/keys";

/** Who makes a call to a model, and who pays for it. */
export interface Caller {
  /** Pays, and owns the deployments that come first. */
  readonly payerId: string;
  readonly keyId: string | null;
  /** Who is signed in, or who made the key. */
  readonly userId: string;
  /** Owners whose deployments are the caller's own. */
  readonly ownerIds: readonly string[];
  /** Of the key; absent without one. */
  readonly limits?: KeyLimits | undefined;
}

const invalidKey = () =>
  new DomainError("unauthenticated", "Incorrect API key provided", { reason: "invalid_api_key" });

const disabledKey = () =>
  new DomainError("unauthenticated", "This API key is disabled; who manages the keys of its owner can enable it", {
    reason: "api_key_disabled",
  });

const keyOfDisabled = () =>
  new DomainError("unauthenticated", "The account of who made this API key is disabled", {
    reason: "api_key_disabled",
  });

/**
 * Throws `unauthenticated` (`invalid_api_key`) for a key that is malformed, unknown, deleted, of a deleted owner, or made with a
 * token that is gone,
 * `unauthenticated` (`api_key_disabled`) for one that is disabled or whose maker is, and
 * `forbidden` (`address_not_allowed`) where it may not be used from. A key that was used within the last second is not
 * looked up again, and no known one while the database is away.
 */
export async function callerOfKey(ctx: Ctx<"traffic">, secret: string): Promise<Caller> {
  if (!isSecret(secret)) throw invalidKey();
  const hash = hashOf(secret);
  const isValid = (known: KeyRow) => takes(known, hash, ctx.now());
  const key = await ctx.live.traffic.recent.keys(hash, { load: () => livingKey(ctx, hash), isValid });
  const limits = limitsOf(key);
  const { clientAddress } = ctx;
  if (limits.networks && !liesInOneOf(clientAddress, limits.networks)) throw addressNotAllowed(clientAddress);
  return { payerId: key.ownerId, keyId: key.id, userId: key.creatorId, ownerIds: [key.ownerId], limits };
}

/** An old secret does not outlive its end in memory. */
const takes = ({ secretHash, oldSecretEndsAt }: KeyRow, hash: string, now: Date): boolean =>
  secretHash === hash || (oldSecretEndsAt !== null && oldSecretEndsAt > now);

async function livingKey(ctx: Ctx, hash: string): Promise<KeyRow> {
  const key = await findKeyByHash(ctx.db, hash, ctx.now());
  if (!key || (await isFrozen(ctx.db, key.ownerId))) throw invalidKey();
  if (key.madeBy !== null && !(await isTokenAlive(ctx.db, key.madeBy, ctx.now()))) throw invalidKey();
  if (key.disabledAt) throw disabledKey();
  // A key of an organisation too: who made it knows its secret.
  if (await isAnyDisabled(ctx.db, [key.ownerId, key.creatorId])) throw keyOfDisabled();
  return key;
}

const READERS: ReadonlySet<string> = new Set(["owner", "admin", "write", "contributor", "read"]);

/** A person with an access token or in the playground pays for what they call. Throws `unauthenticated` for a visitor. */
export function callerOfActor(ctx: Ctx): Caller {
  const { userId, memberships } = personOf(ctx);
  const organizations = memberships.filter(({ role }) => READERS.has(role)).map((m) => m.organizationId);
  return { payerId: userId, keyId: null, userId, ownerIds: [userId, ...organizations] };
}
