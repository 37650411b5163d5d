import { and, asc, between, count, desc, eq, gt, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commentEdits, commentReactions, discussionEvents, discussions } from "@/db/schema/discussions";
import { type Ctx, idsOfHex, newRow, notFound, type Slice } from "@/server/kernel";

export type EventRow = typeof discussionEvents.$inferSelect;
type NewEvent = Omit<typeof discussionEvents.$inferInsert, "id" | "createdAt" | "updatedAt">;

export async function insertEvent(ctx: Ctx, values: NewEvent): Promise<EventRow> {
  const [row] = await ctx.db
    .insert(discussionEvents)
    .values({ ...newRow(ctx), ...values })
    .returning();
  if (!row) throw new Error("An event was not written");
  return row;
}

export async function getEventRow(db: Db, place: { discussionId: string; id: string }): Promise<EventRow> {
  const [row] = await db
    .select()
    .from(discussionEvents)
    .where(and(eq(discussionEvents.discussionId, place.discussionId), eq(discussionEvents.id, place.id)));
  if (!row) throw notFound("Comment", place.id);
  return row;
}

export async function findEventById(db: Db, id: string): Promise<EventRow | null> {
  const [row] = await db.select().from(discussionEvents).where(eq(discussionEvents.id, id));
  return row ?? null;
}

/** Of these ids, the events that there are. */
export const listEventsById = (db: Db, ids: readonly string[]): Promise<EventRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(discussionEvents)
        .where(inArray(discussionEvents.id, [...ids]));

/** The event whose id starts with these 24 hexadecimal digits, as Hugging Face clients name it. */
export async function findEventByHex(db: Db, discussionId: string, hex: string): Promise<EventRow | null> {
  const [first, last] = idsOfHex(hex);
  const [row] = await db
    .select()
    .from(discussionEvents)
    .where(and(eq(discussionEvents.discussionId, discussionId), between(discussionEvents.id, first, last)));
  return row ?? null;
}

/** Oldest first: ids are in the order of creation. */
export const listEventRows = (db: Db, discussionId: string, { after, limit }: Slice<string>): Promise<EventRow[]> =>
  db
    .select()
    .from(discussionEvents)
    .where(
      and(eq(discussionEvents.discussionId, discussionId), after === null ? undefined : gt(discussionEvents.id, after)),
    )
    .orderBy(asc(discussionEvents.id))
    .limit(limit);

/** What a discussion begins with: its description. `null` only while it is being made. */
export async function findFirstEvent(db: Db, discussionId: string): Promise<EventRow | null> {
  const [first] = await listEventRows(db, discussionId, { after: null, limit: 1 });
  return first ?? null;
}

const isReviewOf = (discussionId: string) =>
  and(eq(discussionEvents.discussionId, discussionId), eq(discussionEvents.type, "review"));

/** Two for each of a thousand reviewers; those whose word binds come before the others. */
const MAX_LAST_REVIEWS = 2_000;

/**
 * Of each reviewer the last review that decides or was dismissed, and their last remark: what `verdictsOf` reads their
 * last word from. Oldest first; hidden ones are left out.
 */
export async function listLastReviews(db: Db, discussionId: string): Promise<EventRow[]> {
  const { id, authorId, data, hiddenAt, dismissedAt } = discussionEvents;
  const decides = sql`(${dismissedAt} is not null or ${data}->>'verdict' <> 'comment')`;
  const last = db
    .selectDistinctOn([authorId, decides], { id })
    .from(discussionEvents)
    .where(and(isReviewOf(discussionId), isNotNull(authorId), isNull(hiddenAt), sql`${data}->>'verdict' is not null`))
    .orderBy(authorId, decides, desc(id));
  const rows = await db
    .select()
    .from(discussionEvents)
    .where(inArray(id, last))
    .orderBy(sql`${data}->>'isBinding' = 'true' desc nulls last`, desc(id))
    .limit(MAX_LAST_REVIEWS);
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The last review of somebody, also a hidden one. */
export async function findLastReview(db: Db, discussionId: string, authorId: string): Promise<EventRow | null> {
  const [row] = await db
    .select()
    .from(discussionEvents)
    .where(and(isReviewOf(discussionId), eq(discussionEvents.authorId, authorId)))
    .orderBy(desc(discussionEvents.id))
    .limit(1);
  return row ?? null;
}

/** What discussions begin with, by discussion; only of those that hold a task and are not hidden. */
export async function listDescriptionsWithTasks(
  db: Db,
  discussionIds: readonly string[],
): Promise<Map<string, string>> {
  if (discussionIds.length === 0) return new Map();
  const first = db
    .select({ body: discussionEvents.body, hiddenAt: discussionEvents.hiddenAt })
    .from(discussionEvents)
    .where(eq(discussionEvents.discussionId, discussions.id))
    .orderBy(asc(discussionEvents.id))
    .limit(1)
    .as("first");
  const rows = await db
    .select({ discussionId: discussions.id, body: first.body })
    .from(discussions)
    .innerJoinLateral(first, sql`true`)
    .where(
      and(inArray(discussions.id, [...discussionIds]), isNull(first.hiddenAt), sql`${first.body} ~ '\\[[ xX]\\]'`),
    );
  return new Map(rows.map(({ discussionId, body }) => [discussionId, body ?? ""]));
}

/** Who said or did something, oldest first. */
export async function listAuthors(db: Db, discussionId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ authorId: discussionEvents.authorId })
    .from(discussionEvents)
    .where(eq(discussionEvents.discussionId, discussionId))
    .groupBy(discussionEvents.authorId)
    .orderBy(sql`min(${discussionEvents.createdAt})`)
    .limit(limit);
  return rows.flatMap(({ authorId }) => authorId ?? []);
}

/** Whether the target was told of this source before. */
export async function hasReference(db: Db, discussionId: string, number: number): Promise<boolean> {
  const found = await db
    .select({ id: discussionEvents.id })
    .from(discussionEvents)
    .where(
      and(
        eq(discussionEvents.discussionId, discussionId),
        eq(discussionEvents.type, "reference"),
        sql`${discussionEvents.data}->>'number' = ${String(number)}`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** Keeps what it said before. `null` when somebody else edited it in between. */
export async function editBody(ctx: Ctx, event: EventRow, { body, editorId }: { body: string; editorId: string }) {
  const [row] = await ctx.db
    .update(discussionEvents)
    .set({ body, editCount: event.editCount + 1, editedAt: ctx.now(), updatedAt: ctx.now() })
    .where(and(eq(discussionEvents.id, event.id), eq(discussionEvents.editCount, event.editCount)))
    .returning();
  if (!row) return null;
  await ctx.db
    .insert(commentEdits)
    .values({ id: ctx.id(), createdAt: ctx.now(), eventId: event.id, editorId, body: event.body ?? "" });
  return row;
}

export const listEdits = (db: Db, eventId: string, { after, limit }: Slice<string>) =>
  db
    .select()
    .from(commentEdits)
    .where(
      and(eq(commentEdits.eventId, eventId), after === null ? undefined : sql`${commentEdits.id} < ${after}::uuid`),
    )
    .orderBy(desc(commentEdits.id))
    .limit(limit);

type Marks =
  | Pick<EventRow, "hiddenAt" | "hiddenById" | "hiddenReason" | "isWithheld">
  | Pick<EventRow, "resolvedAt" | "resolvedById">
  | Pick<EventRow, "dismissedAt">;

export async function markEvent(ctx: Ctx, id: string, marks: Marks): Promise<EventRow> {
  const [row] = await ctx.db
    .update(discussionEvents)
    .set({ ...marks, updatedAt: ctx.now() })
    .where(eq(discussionEvents.id, id))
    .returning();
  if (!row) throw notFound("Comment", id);
  return row;
}

export const markStale = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await ctx.db
    .update(discussionEvents)
    .set({ staleAt: ctx.now(), updatedAt: ctx.now() })
    .where(inArray(discussionEvents.id, [...ids]));
};

/** Who brought the newest commits since it was opened; `null` when there are none, or nobody knows. */
export async function findLastPusher(db: Db, discussionId: string): Promise<string | null> {
  const [row] = await db
    .select({ authorId: discussionEvents.authorId })
    .from(discussionEvents)
    .where(and(eq(discussionEvents.discussionId, discussionId), eq(discussionEvents.type, "commits")))
    .orderBy(desc(discussionEvents.id))
    .limit(1);
  return row?.authorId ?? null;
}

/** Who was asked for a review before this event and after the last commits or review: they know already. */
export async function listAskedBefore(db: Db, { id, discussionId }: Pick<EventRow, "id" | "discussionId">) {
  const isEarlier = and(eq(discussionEvents.discussionId, discussionId), lt(discussionEvents.id, id));
  const [changed] = await db
    .select({ id: discussionEvents.id })
    .from(discussionEvents)
    .where(and(isEarlier, inArray(discussionEvents.type, ["commits", "review"])))
    .orderBy(desc(discussionEvents.id))
    .limit(1);
  const asked = await db
    .selectDistinct({ name: sql<string>`jsonb_array_elements_text(${discussionEvents.data}->'added')` })
    .from(discussionEvents)
    .where(
      and(isEarlier, eq(discussionEvents.type, "reviewers"), changed ? gt(discussionEvents.id, changed.id) : undefined),
    );
  return asked.map(({ name }) => name);
}

interface Reaction {
  readonly eventId: string;
  readonly userId: string;
  readonly reaction: string;
}

export const putReaction = async (ctx: Ctx, reaction: Reaction): Promise<void> => {
  await ctx.db
    .insert(commentReactions)
    .values({ ...reaction, createdAt: ctx.now() })
    .onConflictDoNothing();
};

export const removeReaction = async ({ db }: Ctx, { eventId, userId, reaction }: Reaction): Promise<void> => {
  await db
    .delete(commentReactions)
    .where(
      and(
        eq(commentReactions.eventId, eventId),
        eq(commentReactions.userId, userId),
        eq(commentReactions.reaction, reaction),
      ),
    );
};

/** Counts by event and reaction; `isMine` for this user. */
export const countReactions = (db: Db, eventIds: readonly string[], userId: string | null) =>
  eventIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          eventId: commentReactions.eventId,
          reaction: commentReactions.reaction,
          count: count(),
          isMine: sql<boolean>`coalesce(bool_or(${commentReactions.userId} = ${userId}::uuid), false)`,
        })
        .from(commentReactions)
        .where(inArray(commentReactions.eventId, [...eventIds]))
        .groupBy(commentReactions.eventId, commentReactions.reaction);

/** The line comments of a review. */
export const listRemarks = (db: Db, { discussionId, id }: Pick<EventRow, "discussionId" | "id">): Promise<EventRow[]> =>
  db
    .select()
    .from(discussionEvents)
    .where(
      and(
        eq(discussionEvents.discussionId, discussionId),
        eq(discussionEvents.type, "review_comment"),
        eq(discussionEvents.reviewId, id),
      ),
    )
    .orderBy(asc(discussionEvents.id))
    .limit(200);

/** Line comments that start a thread, hidden ones, too. */
export const listThreadStarts = (db: Db, discussionId: string, limit: number): Promise<EventRow[]> =>
  db
    .select()
    .from(discussionEvents)
    .where(
      and(
        eq(discussionEvents.discussionId, discussionId),
        eq(discussionEvents.type, "review_comment"),
        isNull(discussionEvents.replyToId),
      ),
    )
    .orderBy(asc(discussionEvents.id))
    .limit(limit);
