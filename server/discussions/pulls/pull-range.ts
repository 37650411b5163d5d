import { branchHead, findMergeBase, inWalkTurn } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { PullPlace } from "../participate";

export interface Range {
  /** Where the base branch is, or was when it was merged. */
  readonly base: string;
  /** What both sides came from: changes are shown from there. */
  readonly from: string;
  readonly to: string;
}

/**
 * What a pull request brings. After the merge it stays what it was; without its base it is seen from the default branch.
 * Throws as `inWalkTurn` does, so ask outside of a turn.
 */
export async function rangeOf(ctx: Ctx<"repositories">, { repo, pull }: PullPlace): Promise<Range> {
  const to = pull.headCommit;
  const base =
    pull.mergeBase ??
    (await branchHead(ctx, repo.id, pull.baseBranch)) ??
    (await branchHead(ctx, repo.id, repo.defaultBranch)) ??
    to;
  const from = await inWalkTurn(ctx, () => findMergeBase(ctx, repo.id, { commits: [base, to] }));
  return { base, from: from ?? base, to };
}
