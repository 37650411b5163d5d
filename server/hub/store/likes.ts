import { and, eq, sql } from "drizzle-orm";
import { repoLikes, repos } from "@/db/schema/hub";
import type { Ctx } from "@/server/kernel";

interface Like {
  readonly repoId: string;
  readonly userId: string;
}

/** True when it was not liked before. */
export async function putLike(ctx: Ctx, like: Like): Promise<boolean> {
  const rows = await ctx.db
    .insert(repoLikes)
    .values({ ...like, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

/** True when it was liked before. */
export async function removeLike({ db }: Ctx, { repoId, userId }: Like): Promise<boolean> {
  const rows = await db
    .delete(repoLikes)
    .where(and(eq(repoLikes.repoId, repoId), eq(repoLikes.userId, userId)))
    .returning();
  return rows.length > 0;
}

export async function isLiked({ db }: Ctx, { repoId, userId }: Like): Promise<boolean> {
  const [row] = await db
    .select({ one: sql`1` })
    .from(repoLikes)
    .where(and(eq(repoLikes.repoId, repoId), eq(repoLikes.userId, userId)));
  return row !== undefined;
}

/** The number on the row follows the rows, so that it never drifts. Returns it. */
export async function recountLikes({ db }: Ctx, repoId: string): Promise<number> {
  const [row] = await db
    .update(repos)
    .set({ likes: sql`(select count(*)::int from ${repoLikes} where ${repoLikes.repoId} = ${repoId}::uuid)` })
    .where(eq(repos.id, repoId))
    .returning({ likes: repos.likes });
  return row?.likes ?? 0;
}
