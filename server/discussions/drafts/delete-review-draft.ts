import { defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeleteReviewDraftInput } from "../contract/pull";
import { attend, pullAt } from "../participate";
import { deleteDraft } from "../store/drafts";

export const deleteReviewDraft = defineCommand({
  name: "discussions.deleteReviewDraft",
  summary: "Throw away a remark of one's own that is not submitted yet",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/pulls/{number}/review-drafts/{draftId}", status: 204 },
  input: DeleteReviewDraftInput,
  output: Nothing,
  async run(ctx, { draftId, ...address }) {
    const { repo, discussion } = await pullAt(ctx, address);
    const { userId: authorId } = await attend(ctx, repo);
    await deleteDraft(ctx, { discussionId: discussion.id, authorId }, draftId);
    return {};
  },
});
