import { and, asc, count, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { reviewDrafts } from "@/db/schema/discussions";
import { type Ctx, newRow, notFound } from "@/server/kernel";

export type DraftRow = typeof reviewDrafts.$inferSelect;
type NewDraft = Omit<typeof reviewDrafts.$inferInsert, "id" | "createdAt" | "updatedAt">;

/** Whose drafts of which pull request: nobody else's are ever read. */
interface Own {
  readonly discussionId: string;
  readonly authorId: string;
}

const ownDrafts = ({ discussionId, authorId }: Own) =>
  and(eq(reviewDrafts.discussionId, discussionId), eq(reviewDrafts.authorId, authorId));

export const listDrafts = (db: Db, own: Own, limit: number): Promise<DraftRow[]> =>
  db.select().from(reviewDrafts).where(ownDrafts(own)).orderBy(asc(reviewDrafts.id)).limit(limit);

export async function countDrafts(db: Db, own: Own): Promise<number> {
  const [row] = await db.select({ count: count() }).from(reviewDrafts).where(ownDrafts(own));
  return row?.count ?? 0;
}

export async function insertDraft(ctx: Ctx, values: NewDraft): Promise<DraftRow> {
  const [row] = await ctx.db
    .insert(reviewDrafts)
    .values({ ...newRow(ctx), ...values })
    .returning();
  if (!row) throw new Error("A draft was not written");
  return row;
}

export async function updateDraft(ctx: Ctx, own: Own, { id, body }: { readonly id: string; readonly body: string }) {
  const [row] = await ctx.db
    .update(reviewDrafts)
    .set({ body, updatedAt: ctx.now() })
    .where(and(ownDrafts(own), eq(reviewDrafts.id, id)))
    .returning();
  if (!row) throw notFound("Draft", id);
  return row;
}

export async function deleteDraft({ db }: Ctx, own: Own, id: string): Promise<void> {
  const rows = await db
    .delete(reviewDrafts)
    .where(and(ownDrafts(own), eq(reviewDrafts.id, id)))
    .returning({ id: reviewDrafts.id });
  if (rows.length === 0) throw notFound("Draft", id);
}

/** Takes all of them out, oldest first: who asks twice gets nothing the second time. */
export async function takeDrafts({ db }: Ctx, own: Own): Promise<DraftRow[]> {
  const rows = await db.delete(reviewDrafts).where(ownDrafts(own)).returning();
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1));
}
