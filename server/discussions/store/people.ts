import { and, eq, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { blockedUsers, discussionPeople } from "@/db/schema/discussions";
import type { Ctx, Keyset } from "@/server/kernel";

export type PersonRow = typeof discussionPeople.$inferSelect;
type Role = "isAssignee" | "isReviewer";

export const listPeopleOf = (db: Db, discussionId: string): Promise<PersonRow[]> =>
  db.select().from(discussionPeople).where(eq(discussionPeople.discussionId, discussionId)).limit(2_000);

/** Gives exactly these people the role. */
export async function setRole(
  ctx: Ctx,
  discussionId: string,
  { role, userIds }: { readonly role: Role; readonly userIds: readonly string[] },
): Promise<void> {
  const updatedAt = ctx.now();
  await ctx.db
    .update(discussionPeople)
    .set({ [role]: false, updatedAt })
    .where(and(eq(discussionPeople.discussionId, discussionId), eq(discussionPeople[role], true)));
  if (userIds.length === 0) return;
  await ctx.db
    .insert(discussionPeople)
    .values(userIds.map((userId) => ({ discussionId, userId, [role]: true, updatedAt })))
    .onConflictDoUpdate({
      target: [discussionPeople.discussionId, discussionPeople.userId],
      set: { [role]: true, updatedAt },
    });
}

interface Asking {
  readonly userId: string;
  /** When they reviewed it last. */
  readonly reviewedAt: Date;
}

/** Asks somebody to look again. `false`: they were asked since their last review, and nothing is changed. */
export async function askForReview(ctx: Ctx, discussionId: string, { userId, reviewedAt }: Asking): Promise<boolean> {
  const asked = { isReviewer: true, reviewAskedAt: ctx.now(), updatedAt: ctx.now() };
  const rows = await ctx.db
    .insert(discussionPeople)
    .values({ discussionId, userId, ...asked })
    .onConflictDoUpdate({
      target: [discussionPeople.discussionId, discussionPeople.userId],
      set: asked,
      setWhere: sql`coalesce(${lte(discussionPeople.reviewAskedAt, reviewedAt)}, true)`,
    })
    .returning({ userId: discussionPeople.userId });
  return rows.length > 0;
}

/** What somebody wants to hear. `null` is what follows from having taken part, and changes nothing that was chosen. */
export async function subscribeTo(
  ctx: Ctx,
  discussionId: string,
  { userId, isSubscribed }: { readonly userId: string; readonly isSubscribed: boolean | null },
): Promise<void> {
  const row = { discussionId, userId, isSubscribed, updatedAt: ctx.now() };
  const target = [discussionPeople.discussionId, discussionPeople.userId];
  const insert = ctx.db.insert(discussionPeople).values(row);
  if (isSubscribed === null) await insert.onConflictDoNothing();
  else await insert.onConflictDoUpdate({ target, set: { isSubscribed, updatedAt: row.updatedAt } });
}

export async function findBlock(db: Db, ownerId: string, userId: string): Promise<boolean> {
  const rows = await db
    .select({ userId: blockedUsers.userId })
    .from(blockedUsers)
    .where(and(eq(blockedUsers.ownerId, ownerId), eq(blockedUsers.userId, userId)));
  return rows.length > 0;
}

export async function putBlock(ctx: Ctx, block: { ownerId: string; userId: string; blockedById: string }) {
  const rows = await ctx.db
    .insert(blockedUsers)
    .values({ ...block, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

export async function removeBlock({ db }: Ctx, { ownerId, userId }: { ownerId: string; userId: string }) {
  const rows = await db
    .delete(blockedUsers)
    .where(and(eq(blockedUsers.ownerId, ownerId), eq(blockedUsers.userId, userId)))
    .returning();
  return rows.length > 0;
}

export const listBlocksOf = (db: Db, ownerId: string, { after, limit }: { after: Keyset | null; limit: number }) =>
  db
    .select()
    .from(blockedUsers)
    .where(and(eq(blockedUsers.ownerId, ownerId), after ? sql`${blockedUsers.userId} > ${after.id}::uuid` : undefined))
    .orderBy(blockedUsers.userId)
    .limit(limit);
