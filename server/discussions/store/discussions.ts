import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussions, labels } from "@/db/schema/discussions";
import { type Ctx, newRow, notFound } from "@/server/kernel";

export type DiscussionRow = typeof discussions.$inferSelect;
type NewDiscussion = Omit<typeof discussions.$inferInsert, "id" | "createdAt" | "updatedAt">;

export async function insertDiscussion(ctx: Ctx, values: NewDiscussion): Promise<DiscussionRow> {
  const [row] = await ctx.db
    .insert(discussions)
    .values({ ...newRow(ctx), ...values })
    .returning();
  if (!row) throw new Error("A discussion was not written");
  return row;
}

export async function getDiscussionRow(db: Db, place: { repoId: string; number: number }): Promise<DiscussionRow> {
  const [row] = await db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, place.repoId), eq(discussions.number, place.number)));
  if (!row) throw notFound("Discussion", String(place.number));
  return row;
}

export async function findDiscussionById(db: Db, id: string): Promise<DiscussionRow | null> {
  const [row] = await db.select().from(discussions).where(eq(discussions.id, id));
  return row ?? null;
}

/** Which of these places a discussion has. */
export async function listAtPlaces(db: Db, places: readonly Pick<DiscussionRow, "repoId" | "number">[]) {
  if (places.length === 0) return [];
  const { repoId, number } = discussions;
  const isAt = places.map((place) => and(eq(repoId, place.repoId), eq(number, place.number)));
  return db
    .select({ repoId, number })
    .from(discussions)
    .where(or(...isAt));
}

/** Of these numbers, the discussions that there are. */
export const listByNumbers = (db: Db, repoId: string, numbers: readonly number[]): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), inArray(discussions.number, [...numbers])));

/** Discussions by id, whoever may read them; those that are gone are missing. */
export async function findDiscussions(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DiscussionRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(discussions)
    .where(inArray(discussions.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

type Change = Partial<Omit<NewDiscussion, "repoId" | "number">>;

/** Also moves it to the top of what was touched last. */
export async function changeDiscussion(ctx: Ctx, id: string, change: Change): Promise<DiscussionRow> {
  const [row] = await ctx.db
    .update(discussions)
    .set({ ...change, updatedAt: ctx.now() })
    .where(eq(discussions.id, id))
    .returning();
  if (!row) throw notFound("Discussion", id);
  return row;
}

interface StatusMove {
  readonly from: readonly DiscussionRow["status"][];
  readonly to: DiscussionRow["status"];
  readonly reason?: DiscussionRow["closeReason"] | undefined;
}

/** `null` when it was no longer in that state. */
export async function moveStatus(
  ctx: Ctx,
  id: string,
  { from, to, reason = null }: StatusMove,
): Promise<DiscussionRow | null> {
  const closedAt = to === "closed" || to === "merged" ? ctx.now() : null;
  const [row] = await ctx.db
    .update(discussions)
    .set({ status: to, closedAt, closeReason: reason, updatedAt: ctx.now() })
    .where(and(eq(discussions.id, id), inArray(discussions.status, [...from])))
    .returning();
  return row ?? null;
}

export async function addToComments(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(discussions)
    .set({ commentCount: sql`${discussions.commentCount} + 1`, updatedAt: ctx.now() })
    .where(eq(discussions.id, id));
}

interface Lock {
  readonly isLocked: boolean;
  readonly reason: DiscussionRow["lockReason"];
}

export const setLocked = (ctx: Ctx, id: string, { isLocked, reason }: Lock) =>
  changeWhen(ctx, id, {
    column: discussions.lockedAt,
    isOn: isLocked,
    change: { lockedAt: isLocked ? ctx.now() : null, lockReason: reason },
  });

export const setPinned = (ctx: Ctx, id: string, isPinned: boolean) =>
  changeWhen(ctx, id, {
    column: discussions.pinnedAt,
    isOn: isPinned,
    change: { pinnedAt: isPinned ? ctx.now() : null },
  });

interface Switch {
  readonly column: typeof discussions.lockedAt | typeof discussions.pinnedAt;
  readonly isOn: boolean;
  readonly change: Change;
}

/** False when it was so already. */
async function changeWhen(ctx: Ctx, id: string, { column, isOn, change }: Switch): Promise<boolean> {
  const rows = await ctx.db
    .update(discussions)
    .set({ ...change, updatedAt: ctx.now() })
    .where(and(eq(discussions.id, id), isOn ? isNull(column) : isNotNull(column)))
    .returning({ id: discussions.id });
  return rows.length > 0;
}

/** Everything of a repository that is gone for good. */
export async function deleteDiscussionsOf(db: Db, repoId: string): Promise<void> {
  await db.delete(discussions).where(eq(discussions.repoId, repoId));
  await db.delete(labels).where(eq(labels.repoId, repoId));
}
