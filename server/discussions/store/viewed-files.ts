import { and, count, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { viewedFiles } from "@/db/schema/discussions";
import type { Ctx } from "@/server/kernel";

interface Own {
  readonly discussionId: string;
  readonly userId: string;
}

const ownMarks = ({ discussionId, userId }: Own) =>
  and(eq(viewedFiles.discussionId, discussionId), eq(viewedFiles.userId, userId));

export const listViewed = (db: Db, own: Own, limit: number) =>
  db.select({ path: viewedFiles.path, blob: viewedFiles.blob }).from(viewedFiles).where(ownMarks(own)).limit(limit);

export async function countViewed(db: Db, own: Own): Promise<number> {
  const [row] = await db.select({ count: count() }).from(viewedFiles).where(ownMarks(own));
  return row?.count ?? 0;
}

interface Look {
  readonly path: string;
  readonly blob: string | null;
}

export async function markViewed(ctx: Ctx, own: Own, { path, blob }: Look): Promise<void> {
  await ctx.db
    .insert(viewedFiles)
    .values({ ...own, path, blob, createdAt: ctx.now() })
    .onConflictDoUpdate({
      target: [viewedFiles.discussionId, viewedFiles.userId, viewedFiles.path],
      set: { blob, createdAt: ctx.now() },
    });
}

export const unmarkViewed = async ({ db }: Ctx, own: Own, path: string): Promise<void> => {
  await db.delete(viewedFiles).where(and(ownMarks(own), eq(viewedFiles.path, path)));
};
