import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, forbidden, publish } from "@/server/kernel";
import { EditCommentInput, TimelineEvent } from "../contract/discussion";
import { commentChanged } from "../events";
import { judgeSpeech, noteSpeech } from "../judge-speech";
import { discussionAt, type Place, participateIn } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { type EventRow, editBody, getEventRow } from "../store/events";

export const editComment = defineCommand({
  name: "discussions.editComment",
  summary: "Change what you said; what it said before stays readable",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}" },
  input: EditCommentInput,
  output: TimelineEvent,
  async run(ctx: Ctx<"moderation">, { eventId, body, ...address }) {
    const place = await discussionAt(ctx, address);
    return showEvent(ctx, await reword(ctx, place, { eventId, body }));
  },
});

/** Throws `forbidden` for everybody but who said it, `conflict` when it was edited elsewhere at the same time. */
export async function reword(
  ctx: Ctx<"moderation">,
  place: Place,
  { eventId, body }: { readonly eventId: string; readonly body: string },
): Promise<EventRow> {
  const { userId } = await participateIn(ctx, place);
  const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
  if (event.body === null || event.authorId !== userId || event.hiddenAt !== null) throw forbidden("discussion.write");
  const found = await judgeSpeech(ctx, { bodies: [body] });
  return atomically(ctx, async (ctx) => {
    await noteSpeech(ctx, place, found);
    return saveBody(ctx, place, { event, body, editorId: userId });
  });
}

interface Rewording {
  readonly event: EventRow;
  readonly body: string;
  readonly editorId: string;
}

/** Writes what somebody may write. Throws `conflict` when it was edited elsewhere at the same time. */
export const saveBody = (ctx: Ctx, place: Place, { event, ...edit }: Rewording): Promise<EventRow> =>
  atomically(ctx, async (ctx) => {
    const edited = await editBody(ctx, event, edit);
    if (!edited) throw new DomainError("conflict", "The comment was edited at the same time: read it again");
    await publish(ctx, commentChanged, { eventId: event.id });
    await audit(ctx, "discussion.commentEdited", auditTargetOf(place, { comment: event.id }));
    return edited;
  });
