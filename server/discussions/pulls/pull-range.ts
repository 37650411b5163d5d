import { branchHead, findMergeBase } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { PullPlace } from "../participate";

export interface Range {
  /** Where the base branch is, or was when it was merged. */
  readonly base: string;
  /** What both sides came from: changes are shown from there. */
  readonly from: string;
  readonly to: string;
}

/** What a pull request brings. After the merge it stays what it was; without its base it is seen from the default branch. */
export async function rangeOf(ctx: Ctx<"repositories">, { repo, pull }: PullPlace): Promise<Range> {
  const to = pull.headCommit;
  const base =
    pull.mergeBase ??
    (await branchHead(ctx, repo.id, pull.baseBranch)) ??
    (await branchHead(ctx, repo.id, repo.defaultBranch)) ??
    to;
  return { base, from: (await findMergeBase(ctx, repo.id, { commits: [base, to] })) ?? base, to };
}
