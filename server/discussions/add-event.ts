import { type Ctx, publish } from "@/server/kernel";
import type { EventData, EventType } from "./contract/discussion";
import { discussionActivity } from "./events";
import { addToComments, type DiscussionRow, listByNumbers } from "./store/discussions";
import { type EventRow, hasReference, insertEvent } from "./store/events";
import { subscribeTo } from "./store/people";
import { referencesIn } from "./words";

export interface NewEvent {
  readonly type: EventType;
  /** `null` for what the platform does by itself. */
  readonly authorId: string | null;
  readonly body?: string;
  readonly data?: EventData;
  readonly reviewId?: string;
  readonly replyToId?: string;
}

/** Writes a line of the timeline and tells the platform of it. Joins the caller's transaction. */
export async function addEvent(ctx: Ctx, discussion: DiscussionRow, event: NewEvent): Promise<EventRow> {
  const row = await insertEvent(ctx, { discussionId: discussion.id, ...event });
  if (event.authorId !== null) {
    await subscribeTo(ctx, discussion.id, { userId: event.authorId, isSubscribed: null });
  }
  if (event.body !== undefined) await noteReferences(ctx, discussion, { ...event, body: event.body });
  await publish(ctx, discussionActivity, { discussionId: discussion.id, eventId: row.id });
  return row;
}

/** Somebody says something: counted, and told like every event. */
export async function addSpeech(ctx: Ctx, discussion: DiscussionRow, event: NewEvent): Promise<EventRow> {
  const row = await addEvent(ctx, discussion, event);
  await addToComments(ctx, discussion.id);
  return row;
}

/** The discussions of the same repository that a text names show so, once. */
async function noteReferences(
  ctx: Ctx,
  { id, repoId, number }: DiscussionRow,
  { body, authorId }: { readonly body: string; readonly authorId: string | null },
): Promise<void> {
  const numbers = referencesIn(body);
  const targets = numbers.length === 0 ? [] : await listByNumbers(ctx.db, repoId, numbers);
  for (const target of targets) {
    if (target.id === id || (await hasReference(ctx.db, target.id, number))) continue;
    await insertEvent(ctx, { discussionId: target.id, type: "reference", authorId, data: { number } });
  }
}
