import { allows } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, defineCommand, forbidden, notFound } from "@/server/kernel";
import { TimelineEvent } from "../contract/discussion";
import { ResolveThreadInput } from "../contract/pull";
import { participateIn, pullAt } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { getEventRow, markEvent } from "../store/events";

export const resolveThread = defineCommand({
  name: "discussions.resolveThread",
  summary: "Say that what a line comment asks for is done, or not yet",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/threads/{eventId}" },
  input: ResolveThreadInput,
  output: TimelineEvent,
  async run(ctx, { eventId, resolved, ...address }) {
    const place = await pullAt(ctx, address);
    const { userId } = await participateIn(ctx, place);
    const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
    if (event.type !== "review_comment" || event.replyToId !== null) throw notFound("Thread", eventId);
    const isTheirs = userId === place.discussion.authorId || userId === event.authorId;
    if (!isTheirs && !(await allows(ctx, "repo.write", resourceOf(place.repo)))) throw forbidden("repo.write");
    const row = await atomically(ctx, async (ctx) => {
      const marks = { resolvedAt: resolved ? ctx.now() : null, resolvedById: resolved ? userId : null };
      const marked = await markEvent(ctx, event.id, marks);
      await audit(ctx, resolved ? "thread.resolved" : "thread.reopened", auditTargetOf(place, { thread: eventId }));
      return marked;
    });
    return showEvent(ctx, row);
  },
});
