import { moveRefs, prepareRevert } from "@/server/git";
import { commitAuthor } from "@/server/hub";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import { DiscussionAddress, DiscussionDetails } from "../contract/discussion";
import { MAX_TITLE } from "../contract/max-title";
import { detailsOf } from "../get-discussion";
import { participateInFiles, pullAt } from "../participate";
import { baseOf } from "../pulls/head-of-pull";
import { openPull } from "../pulls/open-pull";

export const revertPull = defineCommand({
  name: "discussions.revertPull",
  summary: "Open a pull request that takes back what a merged one brought",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/revert", status: 201 },
  input: DiscussionAddress,
  output: DiscussionDetails,
  async run(ctx: Ctx<"repositories" | "moderation">, address) {
    const { repo, discussion, pull } = await pullAt(ctx, address);
    const { userId: authorId } = await participateInFiles(ctx, repo);
    const { mergeBase, mergeCommit, number } = pull;
    if (mergeBase === null || mergeCommit === null) {
      throw new DomainError("conflict", `#${number} is not merged`, { reason: "not_open" });
    }
    const { baseBranch, base } = await baseOf(ctx, repo, pull.baseBranch);
    const title = beginningOf(`Revert "${discussion.title}"`, MAX_TITLE);
    const opened = await openPull(ctx, repo, {
      ...{ authorId, title, baseBranch, headBranch: null, headRepoId: null },
      description: `Takes back #${number}`,
      status: "open",
      opensOnCommit: false,
      place: async (ref) => {
        const message = `${title}\n\nTakes back #${number} (${mergeCommit})`;
        const change = { from: mergeBase, to: mergeCommit, onto: base, message, author: commitAuthor(ctx) };
        const commit = await prepareRevert(ctx, repo.id, change);
        await moveRefs(ctx, repo.id, [{ ref, before: null, after: commit }]);
        return commit;
      },
    });
    return detailsOf(ctx, opened);
  },
});
