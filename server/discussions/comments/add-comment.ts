import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { addSpeech } from "../add-event";
import { CommentInput, TimelineEvent } from "../contract/discussion";
import { judgeSpeech, noteSpeech } from "../judge-speech";
import { discussionAt, type Place, participateIn } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { type EventRow, getEventRow } from "../store/events";

export const addComment = defineCommand({
  name: "discussions.addComment",
  summary: "Say something in a discussion",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments", status: 201 },
  input: CommentInput,
  output: TimelineEvent,
  run: async (ctx: Ctx<"moderation">, input) => showEvent(ctx, await say(ctx, await discussionAt(ctx, input), input)),
});

interface Speech {
  readonly body: string;
  readonly replyToId?: string | undefined;
}

/** Throws what `participateIn` and `judgeTexts` throw, and `not_found` for an answer to what is not in this discussion. */
export async function say(ctx: Ctx<"moderation">, place: Place, { body, replyToId }: Speech): Promise<EventRow> {
  const { userId } = await participateIn(ctx, place);
  const { discussion } = place;
  const found = await judgeSpeech(ctx, { bodies: [body] });
  const answered =
    replyToId === undefined ? null : await getEventRow(ctx.db, { discussionId: discussion.id, id: replyToId });
  return atomically(ctx, async (ctx) => {
    const isInThread = answered?.type === "review_comment";
    const event = await addSpeech(ctx, discussion, {
      type: isInThread ? "review_comment" : "comment",
      authorId: userId,
      body,
      ...(answered && { replyToId: answered.replyToId ?? answered.id }),
      ...(isInThread && { data: answered.data }),
    });
    await noteSpeech(ctx, place, found);
    await audit(ctx, "discussion.commented", auditTargetOf(place));
    return event;
  });
}
