import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { VISIBLE_REFS } from "./ref-name";

/** An answer, and until when it holds. */
export interface Reached {
  readonly isReached: boolean;
  /** In milliseconds of the clock of `ctx`. */
  readonly untilMs: number;
}

/** How long an answer holds: a page asks for its commit many times, and a branch may be deleted meanwhile. */
const HOLDS_MS = { yes: 60_000, no: 5_000 } as const;
/** A history in which this takes longer is too tangled to be looked at. */
const WALK_MS = 15_000;

/**
 * Whether a branch, tag, pull request or converted ref leads to a commit. What none of them does may still lie in the
 * store: of branches that are gone, or brought from elsewhere to be looked at. Throws `unavailable` (`git_timeout`).
 */
export async function isReached(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<boolean> {
  const { repositories } = ctx.live;
  const key = `${repoId} ${commit}`;
  const known = repositories.reached.get(key);
  const nowMs = ctx.now().getTime();
  if (known && known.untilMs > nowMs) return known.isReached;
  const args = ["for-each-ref", "--count=1", "--format=%(refname)", `--contains=${Oid.parse(commit)}`, ...VISIBLE_REFS];
  const isReached = (await repositories.run(repoId, { args, timeoutMs: WALK_MS })).byteLength > 0;
  repositories.reached.set(key, { isReached, untilMs: nowMs + HOLDS_MS[isReached ? "yes" : "no"] });
  return isReached;
}
