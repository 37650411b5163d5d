import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { ReactInput, TimelineEvent } from "../contract/discussion";
import { discussionAt, participateIn } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { getEventRow, putReaction as putReactionRow } from "../store/events";

export const putReaction = defineCommand({
  name: "discussions.putReaction",
  summary: "React to a comment",
  http: {
    method: "PUT",
    path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/reactions/{reaction}",
  },
  input: ReactInput,
  output: TimelineEvent,
  async run(ctx, { eventId, reaction, ...address }) {
    const place = await discussionAt(ctx, address);
    const { userId } = await participateIn(ctx, place);
    const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
    if (event.body === null) throw notFound("Comment", eventId);
    await atomically(ctx, async (ctx) => {
      await putReactionRow(ctx, { eventId, userId, reaction });
      await audit(ctx, "discussion.reacted", auditTargetOf(place, { reaction }));
    });
    return showEvent(ctx, event);
  },
});
