import { join } from "node:path";
import type { Ctx } from "@/server/kernel";
import { type Commit, Oid } from "./contract";
import { type Diff, type DiffOptions, diffCommits } from "./diff-commits";
import { inWalkTurn, walkOrNull } from "./in-turn";
import { readLog } from "./list-commits";
import { findMergeBase } from "./merge-base";

interface TwoCommits {
  readonly base: string;
  readonly head: string;
}

interface Comparison {
  /** Newest common ancestor; `null` when the histories have nothing in common. */
  readonly mergeBase: string | null;
  /** Commits that only the head has, and that only the base has. */
  readonly ahead: number;
  readonly behind: number;
  /** Commits that only the head has, newest first, at most 250. */
  readonly commits: readonly Commit[];
  readonly diff: Diff;
}

const MAX_COMMITS = 250;
/** A history in which this takes longer is too tangled to be looked at. */
const WALK_MS = 15_000;
/** For the distances of all branches of a page. */
const ALL_WALKS_MS = 5_000;

/**
 * What `head` has that `base` has not. `three-dot` compares the head with the commit where both parted, as a pull
 * request does; `two-dot` compares the two trees. Throws `unavailable` (`git_timeout`), or as `inWalkTurn` does.
 */
export const compareCommits = (ctx: Ctx<"repositories">, repoId: string, input: ComparisonInput): Promise<Comparison> =>
  inWalkTurn(ctx, () => compare(ctx, repoId, input));

type ComparisonInput = TwoCommits & { readonly mode: "three-dot" | "two-dot" } & DiffOptions;

async function compare(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head, mode, ...options }: ComparisonInput,
): Promise<Comparison> {
  const [mergeBase, counts, commits] = await Promise.all([
    findMergeBase(ctx, repoId, { commits: [base, head], timeoutMs: WALK_MS }),
    aheadBehind(ctx, repoId, { base, head }),
    readLog(ctx, repoId, { range: [`^${Oid.parse(base)}`, Oid.parse(head)], limit: MAX_COMMITS }),
  ]);
  const from = mode === "three-dot" ? mergeBase : base;
  return { mergeBase, ...counts, commits, diff: await diffCommits(ctx, repoId, { ...options, from, to: head }) };
}

interface Apart extends TwoCommits {
  /** The repository that has the base, where it is another one. */
  readonly baseRepoId?: string;
  readonly timeoutMs?: number;
}

interface Distance {
  readonly ahead: number;
  readonly behind: number;
}

/** How many commits only the head has, and only the base. Throws `unavailable` (`git_timeout`). */
export async function aheadBehind(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, head, baseRepoId = repoId, timeoutMs = WALK_MS }: Apart,
): Promise<Distance> {
  const range = `${Oid.parse(base)}...${Oid.parse(head)}`;
  const args = ["rev-list", "--left-right", "--count", range];
  const { repositories } = ctx.live;
  const objects = join(repositories.placeOf(baseRepoId).folder, "objects");
  const env = baseRepoId === repoId ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: objects };
  const output = (await repositories.run(repoId, { args, env, timeoutMs })).toString("latin1");
  const [behind = 0, ahead = 0] = output.trim().split(/\s+/).map(Number);
  return { ahead, behind };
}

/** How far each of these commits is from the base, as many as could be counted in one short turn; the others are missing. */
export async function distancesFrom(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, heads }: { readonly base: string; readonly heads: readonly string[] },
): Promise<ReadonlyMap<string, Distance>> {
  const known = new Map<string, Distance>();
  await walkOrNull(ctx, async () => {
    const end = performance.now() + ALL_WALKS_MS;
    for (const head of new Set(heads)) {
      const timeoutMs = Math.ceil(end - performance.now());
      if (timeoutMs <= 0) return;
      known.set(head, await aheadBehind(ctx, repoId, { base, head, timeoutMs }));
    }
  });
  return known;
}
