import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { addEvent } from "../add-event";
import { DiscussionDetails } from "../contract/discussion";
import { AskAgainInput } from "../contract/pull";
import { detailsOf } from "../get-discussion";
import { assertOpen, authorizeEdit, pullAt } from "../participate";
import { readerNamed } from "../set-people";
import { auditTargetOf } from "../show";
import { findLastReview } from "../store/events";
import { askForReview } from "../store/people";

export const askForReviewAgain = defineCommand({
  name: "discussions.askForReviewAgain",
  summary: "Ask somebody who reviewed a pull request to look at it again; once for every review",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/reviewers/{username}" },
  input: AskAgainInput,
  output: DiscussionDetails,
  async run(ctx, { username, ...address }) {
    const place = await pullAt(ctx, address);
    const { userId } = await authorizeEdit(ctx, place);
    const { discussion } = place;
    assertOpen(place);
    const { id, name } = await readerNamed(ctx, place, username);
    const last = await findLastReview(ctx.db, discussion.id, id);
    if (!last) throw new DomainError("invalid", `${name} has not reviewed it yet`);
    const asking = { userId: id, reviewedAt: last.createdAt };
    await atomically(ctx, async (ctx) => {
      if (!(await askForReview(ctx, discussion.id, asking))) return;
      await addEvent(ctx, discussion, { type: "reviewers", authorId: userId, data: { added: [name] } });
      await audit(ctx, "discussion.peopleChanged", auditTargetOf(place, { added: [name] }));
    });
    return detailsOf(ctx, place);
  },
});
