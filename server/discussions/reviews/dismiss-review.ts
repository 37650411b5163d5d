import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { addEvent } from "../add-event";
import { TimelineEvent } from "../contract/discussion";
import { DismissReviewInput } from "../contract/pull";
import { participateIn, pullAt } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { getEventRow, markEvent } from "../store/events";

export const dismissReview = defineCommand({
  name: "discussions.dismissReview",
  summary: "Say that a review counts no longer, and why",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/reviews/{eventId}/dismiss" },
  input: DismissReviewInput,
  output: TimelineEvent,
  async run(ctx, { eventId, reason, ...address }) {
    const place = await pullAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(place.repo));
    const { userId } = await participateIn(ctx, place);
    const { discussion } = place;
    const review = await getEventRow(ctx.db, { discussionId: discussion.id, id: eventId });
    if (review.type !== "review" || review.dismissedAt !== null) throw notFound("Review", eventId);
    const reviewer = review.authorId && (await findAccounts(ctx.db, [review.authorId])).get(review.authorId);
    const event = await atomically(ctx, async (ctx) => {
      await markEvent(ctx, review.id, { dismissedAt: ctx.now() });
      const data = { removed: reviewer ? [reviewer.name] : [], reason };
      const event = await addEvent(ctx, discussion, { type: "dismissal", authorId: userId, reviewId: review.id, data });
      await audit(ctx, "pullRequest.reviewDismissed", auditTargetOf(place, { review: eventId, reason }));
      return event;
    });
    return showEvent(ctx, event);
  },
});
