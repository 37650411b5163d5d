import { type Ctx, DomainError } from "@/server/kernel";
import { Oid } from "./contract";
import { gitError } from "./git-error";
import { inReachTurn } from "./in-turn";
import { VISIBLE_REFS } from "./ref-name";

/** An answer, and until when it holds. */
export interface Reached {
  /** `null`: git took too long to say. */
  readonly isReached: boolean | null;
  /** In milliseconds of the clock of `ctx`. */
  readonly untilMs: number;
}

/** How long an answer holds: a page asks for its commit many times, and a branch may be deleted meanwhile. */
const HOLDS_MS = { yes: 60_000, no: 5_000, late: 60_000 } as const;
/** A history in which this takes longer is too tangled to be looked at. */
const WALK_MS = 15_000;

/**
 * Whether a branch, tag, pull request or converted ref leads to a commit. What none of them does may still lie in the
 * store: of branches that are gone, or brought from elsewhere to be looked at. Who asks the same at the same time gets the
 * same answer. Throws `unavailable` (`git_timeout`), or as `inReachTurn` does.
 */
export async function isReached(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<boolean> {
  const known = knownAnswer(ctx, repoId, commit);
  return known ?? inReachTurn(ctx, () => askOnce(ctx, repoId, commit));
}

function knownAnswer({ live, now }: Ctx<"repositories">, repoId: string, commit: string): boolean | undefined {
  const known = live.repositories.reached.get(`${repoId} ${commit}`);
  if (!known || known.untilMs <= now().getTime()) return undefined;
  if (known.isReached === null) throw gitError("unavailable", "Git took too long", { reason: "git_timeout" });
  return known.isReached;
}

/** The answer may have come while the turn was waited for, or be on its way: only what runs is shared. */
async function askOnce(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<boolean> {
  const known = knownAnswer(ctx, repoId, commit);
  if (known !== undefined) return known;
  const { reaching } = ctx.live.repositories;
  const key = `${repoId} ${commit}`;
  const asked = reaching.get(key) ?? ask(ctx, repoId, commit).finally(() => reaching.delete(key));
  reaching.set(key, asked);
  return asked;
}

async function ask(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<boolean> {
  const { repositories } = ctx.live;
  const keep = (isReached: boolean | null, holdsMs: number) =>
    repositories.reached.set(`${repoId} ${commit}`, { isReached, untilMs: ctx.now().getTime() + holdsMs });
  const args = ["for-each-ref", "--count=1", "--format=%(refname)", `--contains=${Oid.parse(commit)}`, ...VISIBLE_REFS];
  try {
    const isReached = (await repositories.run(repoId, { args, timeoutMs: WALK_MS })).byteLength > 0;
    keep(isReached, HOLDS_MS[isReached ? "yes" : "no"]);
    return isReached;
  } catch (error) {
    if (error instanceof DomainError && error.reason === "git_timeout") keep(null, HOLDS_MS.late);
    throw error;
  }
}
