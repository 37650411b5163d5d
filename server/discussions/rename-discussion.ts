import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { addEvent } from "./add-event";
import { RenameInput, TimelineEvent } from "./contract/discussion";
import { judgeSpeech, noteSpeech } from "./judge-speech";
import { authorizeEdit, discussionAt, type Place } from "./participate";
import { auditTargetOf, showEvent } from "./show";
import { changeDiscussion } from "./store/discussions";
import type { EventRow } from "./store/events";

export const renameDiscussion = defineCommand({
  name: "discussions.renameDiscussion",
  summary: "Give a discussion another title",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/discussions/{number}" },
  input: RenameInput,
  output: TimelineEvent,
  run: async (ctx: Ctx<"moderation">, { title, ...address }) =>
    showEvent(ctx, await retitle(ctx, await discussionAt(ctx, address), title)),
});

/** Throws what `authorizeEdit` and `judgeTexts` throw. */
export async function retitle(ctx: Ctx<"moderation">, place: Place, title: string): Promise<EventRow> {
  const { userId } = await authorizeEdit(ctx, place);
  const found = await judgeSpeech(ctx, { title });
  return atomically(ctx, async (ctx) => {
    await changeDiscussion(ctx, place.discussion.id, { title });
    const data = { from: place.discussion.title, to: title };
    const event = await addEvent(ctx, place.discussion, { type: "title", authorId: userId, data });
    await noteSpeech(ctx, place, found);
    await audit(ctx, "discussion.renamed", auditTargetOf(place));
    return event;
  });
}
