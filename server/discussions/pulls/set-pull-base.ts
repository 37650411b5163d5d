import { audit } from "@/server/audit";
import { branchHead } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { addEvent } from "../add-event";
import { DiscussionDetails } from "../contract/discussion";
import { SetBaseInput } from "../contract/pull";
import { detailsOf } from "../get-discussion";
import { authorizeEdit, pullAt, refusal } from "../participate";
import { isSameStart, outdateApprovals } from "../reviews/stale-approvals";
import { auditTargetOf } from "../show";
import { setBaseBranch } from "../store/pulls";
import { baseOf } from "./head-of-pull";

export const setPullBase = defineCommand({
  name: "discussions.setPullBase",
  summary: "Merge a pull request into another branch than was said",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/pulls/{number}/base" },
  input: SetBaseInput,
  output: DiscussionDetails,
  async run(ctx: Ctx<"repositories">, { base, ...address }) {
    const place = await pullAt(ctx, address);
    const { userId } = await authorizeEdit(ctx, place);
    const { repo, discussion, pull } = place;
    if (pull.mergeCommit !== null) throw refusal("conflict", "The pull request is merged", "not_open");
    const { baseBranch, base: after } = await baseOf(ctx, repo, base);
    if (pull.headRepoId === null && pull.headBranch === baseBranch) {
      throw new DomainError("invalid", "A branch cannot be merged into itself");
    }
    const before = await branchHead(ctx, repo.id, pull.baseBranch);
    const isSame = await isSameStart(ctx, { repoId: repo.id, head: pull.headCommit, before, after });
    await atomically(ctx, async (ctx) => {
      await setBaseBranch(ctx.db, discussion.id, baseBranch);
      const data = { from: pull.baseBranch, to: baseBranch };
      await addEvent(ctx, discussion, { type: "base", authorId: userId, data });
      if (!isSame) await outdateApprovals(ctx, discussion, userId);
      await audit(ctx, "pullRequest.baseChanged", auditTargetOf(place, data));
    });
    return detailsOf(ctx, place);
  },
});
