import { allows, authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, type Ctx, defineCommand, forbidden, notFound, publish } from "@/server/kernel";
import { HideCommentInput, TimelineEvent } from "../contract/discussion";
import { commentChanged } from "../events";
import { discussionAt, type Place, participateIn } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { type EventRow, getEventRow, markEvent } from "../store/events";

export const hideComment = defineCommand({
  name: "discussions.hideComment",
  summary: "Hide a comment, or show it again",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/hide" },
  input: HideCommentInput,
  output: TimelineEvent,
  async run(ctx, { eventId, hidden, reason, ...address }) {
    const place = await discussionAt(ctx, address);
    return showEvent(ctx, await setHidden(ctx, place, { eventId, isHidden: hidden, reason: reason ?? null }));
  },
});

interface Hiding {
  readonly eventId: string;
  readonly isHidden: boolean;
  readonly reason: string | null;
}

export async function setHidden(ctx: Ctx, place: Place, { eventId, isHidden, reason }: Hiding): Promise<EventRow> {
  const { userId } = await participateIn(ctx, place);
  const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
  if (event.body === null) throw notFound("Comment", eventId);
  await authorizeHiding(ctx, place, { event, isHidden, userId });
  return atomically(ctx, async (ctx) => {
    const row = await markEvent(ctx, event.id, {
      hiddenAt: isHidden ? ctx.now() : null,
      hiddenById: isHidden ? userId : null,
      hiddenReason: isHidden ? reason : null,
      isWithheld: isHidden && event.isWithheld,
    });
    const action = isHidden ? "discussion.commentHidden" : "discussion.commentShown";
    await publish(ctx, commentChanged, { eventId });
    await audit(ctx, action, auditTargetOf(place, { comment: eventId }));
    return row;
  });
}

interface Judged extends Pick<Hiding, "isHidden"> {
  readonly event: EventRow;
  readonly userId: string;
}

/**
 * One may hide what one said; what others said is hidden, and anything shown again, by who can write; what a moderator of
 * the installation hid by such a person alone.
 */
async function authorizeHiding(ctx: Ctx, { repo }: Place, { event, isHidden, userId }: Judged): Promise<void> {
  if (event.isWithheld) return authorizePlatform(ctx, "platform.repositories");
  const isOwn = isHidden && event.authorId === userId;
  if (!isOwn && !(await allows(ctx, "repo.write", resourceOf(repo)))) throw forbidden("repo.write");
}
