import { branchHead, inWalkTurn, mergeTrees } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { DiscussionAddress } from "../contract/discussion";
import { ConflictList } from "../contract/pull";
import { type PullPlace, pullAt } from "../participate";

export const getConflicts = defineQuery({
  name: "discussions.getConflicts",
  summary: "See which files of a pull request are in conflict with its base",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/conflicts" },
  input: DiscussionAddress,
  output: ConflictList,
  async run(ctx: Ctx<"repositories">, address) {
    const { base, head, conflicts } = await mergeWithBase(ctx, await pullAt(ctx, address));
    return { base, head, files: conflicts.map(({ path }) => ({ path })) };
  },
});

/** The merge of the base into the pull request: "ours" is the pull request. */
export async function mergeWithBase(ctx: Ctx<"repositories">, { repo, pull }: PullPlace) {
  const base = await branchHead(ctx, repo.id, pull.baseBranch);
  if (base === null) {
    throw new DomainError("conflict", `The branch ${pull.baseBranch} is gone`, { reason: "base_gone" });
  }
  const head = pull.headCommit;
  const merged = await inWalkTurn(ctx, () => mergeTrees(ctx, repo.id, { ours: head, theirs: base }));
  return { base, head, ...merged };
}
