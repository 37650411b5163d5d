import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { addEvent, addSpeech } from "./add-event";
import { type CloseReason, type DiscussionStatus, SetStatusInput, TimelineEvent } from "./contract/discussion";
import { judgeSpeech, noteSpeech } from "./judge-speech";
import { authorizeEdit, discussionAt, type Place, refusal } from "./participate";
import { guardPull } from "./pulls/guard-ref";
import { auditTargetOf, showEvent } from "./show";
import { moveStatus } from "./store/discussions";
import type { EventRow } from "./store/events";
import { findPull } from "./store/pulls";

export const setDiscussionStatus = defineCommand({
  name: "discussions.setDiscussionStatus",
  summary: "Close a discussion, open it again, or turn a pull request into a draft and back",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/discussions/{number}/status" },
  input: SetStatusInput,
  output: TimelineEvent,
  async run(ctx: Ctx<"moderation">, { status, comment, reason, ...address }) {
    const place = await discussionAt(ctx, address);
    return showEvent(ctx, await changeStatus(ctx, place, { status, comment: comment ?? "", reason }));
  },
});

interface StatusChange {
  readonly status: "open" | "closed" | "draft";
  readonly comment: string;
  readonly reason?: CloseReason | undefined;
}

/**
 * Throws what `authorizeEdit` and `judgeTexts` throw, `invalid` for an issue that is to be a draft and a reason for anything but closing
 * one, `conflict` for what is merged or stands so already.
 */
export async function changeStatus(
  ctx: Ctx<"moderation">,
  place: Place,
  { status, comment, reason }: StatusChange,
): Promise<EventRow> {
  const { userId } = await authorizeEdit(ctx, place);
  const { discussion } = place;
  if (status === "draft" && !discussion.isPull) throw new DomainError("invalid", "An issue is no draft");
  if (reason && (status !== "closed" || discussion.isPull)) {
    throw new DomainError("invalid", "Only an issue that is closed has a reason");
  }
  const found = await judgeSpeech(ctx, { bodies: [comment] });
  return atomically(ctx, async (ctx) => {
    if (comment.trim() !== "") await addSpeech(ctx, discussion, { type: "comment", authorId: userId, body: comment });
    const moved = await moveStatus(ctx, discussion.id, { from: BEFORE[status], to: status, reason });
    if (!moved) throw refusal("conflict", `#${discussion.number} is ${discussion.status}`, "not_open");
    const pull = discussion.isPull ? await findPull(ctx.db, discussion.id) : null;
    if (pull) await guardPull(ctx, { discussion, pull }, status);
    const event = await addEvent(ctx, discussion, {
      type: "status",
      authorId: userId,
      data: { status, ...(reason && { closeReason: reason }) },
    });
    await noteSpeech(ctx, place, found);
    await audit(ctx, "discussion.statusChanged", auditTargetOf(place, { status, ...(reason && { reason }) }));
    return event;
  });
}

const BEFORE: Readonly<Record<StatusChange["status"], readonly DiscussionStatus[]>> = {
  open: ["closed", "draft"],
  closed: ["open", "draft"],
  draft: ["open"],
};
