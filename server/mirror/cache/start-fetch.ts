import { createHash } from "node:crypto";
import { openCredential } from "@/server/access";
import { findAccountByName } from "@/server/identity";
import { atomically, type Ctx, DomainError, newRow } from "@/server/kernel";
import type { CacheSettings } from "@/server/settings/contract";
import { refusal } from "../refusal";
import { answerEntry, claimEntry, countQuestions, type EntryRow, findEntry, findToken } from "../store/cache";
import { askUpstream } from "./ask-upstream";
import { type CachePlace, cachePlace } from "./cache-place";
import { cacheRepo } from "./cache-repo";
import { beingFetched } from "./pull-through";

const SECOND_MS = 1_000;
/** A question and the making of a repository are over by then; who took the question and ended gives it back. */
const ASKING_MS = 60 * SECOND_MS;
const MISSING_MS = 5 * 60 * SECOND_MS;
const FAILED_MS = 30 * SECOND_MS;
const WINDOW_MS = 10 * 60 * SECOND_MS;
/** New ids in ten minutes: of one caller, and of all. */
const MAX_OWN = 30;
const MAX_ALL = 300;

interface Wanted {
  readonly settings: CacheSettings;
  readonly place: CachePlace;
}

/** Whether this caller may have something fetched. */
export const mayFetch = ({ actor }: Ctx, { cacheBy }: CacheSettings): boolean =>
  cacheBy === "everybody" || actor.kind !== "anonymous";

/**
 * Asks the other hub for an id and starts to fetch it, unless somebody has that in hand. Throws `quota_exceeded`
 * (`rate_limited`) for a caller who wants too many, `unavailable` when the other hub gives no answer, or our token for it
 * cannot be read (`credential_unreadable`).
 */
export async function startFetch(
  ctx: Ctx<"repositories" | "insideOrigins" | "moderation">,
  wanted: Wanted,
): Promise<void> {
  const { settings, place } = wanted;
  const owner = await findAccountByName(ctx.db, settings.cacheOwner);
  if (owner?.kind !== "organization") return;
  const entry = await claim(ctx, place);
  if (!entry) return;
  const system = { ...ctx, actor: { kind: "system", process: "pull-through" } as const };
  try {
    await fetchEntry(system, { ...wanted, entry });
  } catch (error) {
    await answer(system, entry, { status: "failed", forMs: FAILED_MS });
    throw isFull(error) ? beingFetched() : error;
  }
}

/** As many runs wait as may: the next question comes when some are over. */
const isFull = (error: unknown) => error instanceof DomainError && error.reason === "too_many_runs";

const claim = (ctx: Ctx, { origin, kind, pathFolded }: CachePlace): Promise<EntryRow | null> =>
  atomically(ctx, async (ctx) => {
    const start = newRow(ctx);
    const askedAt = start.createdAt;
    const askedBy = callerOf(ctx);
    const asked = await countQuestions(ctx.db, { askedBy, since: new Date(askedAt.getTime() - WINDOW_MS) });
    if (asked.own >= MAX_OWN || asked.all >= MAX_ALL) {
      const message = "Too many repositories that are not here were asked for: try again in ten minutes";
      throw refusal("quota_exceeded", message, "rate_limited");
    }
    const retryAt = new Date(askedAt.getTime() + ASKING_MS);
    const state = { status: "asking", askedBy, askedAt, retryAt, usedAt: askedAt } as const;
    return claimEntry(ctx.db, { ...start, origin, kind, pathFolded, ...state, repoId: null, mirrorId: null });
  });

/** Told apart and not named: an account, or an address. */
function callerOf({ actor, clientAddress }: Ctx): string {
  const who = actor.kind === "user" || actor.kind === "token" ? actor.userId : (clientAddress ?? "");
  return createHash("sha256").update(who).digest("base64url").slice(0, 22);
}

interface Claimed extends Wanted {
  readonly entry: EntryRow;
}

async function fetchEntry(ctx: Ctx<"repositories" | "insideOrigins" | "moderation">, claimed: Claimed): Promise<void> {
  const { settings, place, entry } = claimed;
  const token = openCredential(ctx, await findToken(ctx.db, place.origin));
  const upstream = await askUpstream(ctx, place, token);
  if (upstream === null || !isWanted(claimed, upstream)) {
    await answer(ctx, entry, { status: "missing", forMs: MISSING_MS });
    return;
  }
  const known = await findEntry(ctx.db, { ...place, pathFolded: upstream.name.toLowerCase() });
  if (known && known.id !== entry.id && known.status === "cached") {
    // An id of before: it leads to what its new id has brought.
    const { repoId, mirrorId } = known;
    await answerEntry(ctx.db, entry, { status: "cached", repoId, mirrorId, updatedAt: ctx.now() });
    return;
  }
  await cacheRepo(ctx, { settings, place, entry, upstream, token });
}

/** The id may be another one by now, which the policy is asked about too. */
function isWanted({ settings, place }: Wanted, { name: id, bytes }: { name: string; bytes: number | null }): boolean {
  const [namespace = "", name = ""] = id.split("/");
  if (cachePlace(settings, { kind: place.kind, namespace, name }) === null) return false;
  return bytes !== null && bytes <= Math.min(settings.cacheRepoBytes, settings.cacheTotalBytes);
}

interface Answer {
  readonly status: "missing" | "failed";
  readonly forMs: number;
}

async function answer(ctx: Ctx, entry: EntryRow, { status, forMs }: Answer): Promise<void> {
  const now = ctx.now();
  await answerEntry(ctx.db, entry, { status, retryAt: new Date(now.getTime() + forMs), updatedAt: now });
}
