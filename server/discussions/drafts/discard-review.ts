import { defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DiscussionAddress } from "../contract/discussion";
import { attend, pullAt } from "../participate";
import { takeDrafts } from "../store/drafts";

export const discardReview = defineCommand({
  name: "discussions.discardReview",
  summary: "Throw away all remarks of one's own that are not submitted yet",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/pulls/{number}/review-drafts", status: 204 },
  input: DiscussionAddress,
  output: Nothing,
  async run(ctx, address) {
    const { repo, discussion } = await pullAt(ctx, address);
    const { userId: authorId } = await attend(ctx, repo);
    await takeDrafts(ctx, { discussionId: discussion.id, authorId });
    return {};
  },
});
