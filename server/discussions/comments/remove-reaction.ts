import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { ReactInput, TimelineEvent } from "../contract/discussion";
import { discussionAt, participateIn } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { getEventRow, removeReaction as removeReactionRow } from "../store/events";

export const removeReaction = defineCommand({
  name: "discussions.removeReaction",
  summary: "Take back a reaction",
  http: {
    method: "DELETE",
    path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/reactions/{reaction}",
  },
  input: ReactInput,
  output: TimelineEvent,
  async run(ctx, { eventId, reaction, ...address }) {
    const place = await discussionAt(ctx, address);
    const { userId } = await participateIn(ctx, place);
    const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
    await atomically(ctx, async (ctx) => {
      await removeReactionRow(ctx, { eventId, userId, reaction });
      await audit(ctx, "discussion.reactionRemoved", auditTargetOf(place, { reaction }));
    });
    return showEvent(ctx, event);
  },
});
