import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoLikes, repos } from "@/db/schema/hub";
import type { Ctx, Slice } from "@/server/kernel";
import { visibleTo } from "../search/store/list-repos";

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

/** Latest first. */
export async function listLikeRows(db: Db, { repoId, after, limit }: Slice & { readonly repoId: string }) {
  const { createdAt, userId } = repoLikes;
  const from = after
    ? sql`(${createdAt}, ${userId}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
    : undefined;
  return db
    .select()
    .from(repoLikes)
    .where(and(eq(repoLikes.repoId, repoId), from))
    .orderBy(desc(createdAt), desc(userId))
    .limit(limit);
}

/** What the user likes and the actor may see, latest first. */
export async function listLikedRows(ctx: Ctx, { userId, after, limit }: Slice & { readonly userId: string }) {
  const { createdAt, repoId } = repoLikes;
  const from = after
    ? sql`(${createdAt}, ${repoId}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
    : undefined;
  return ctx.db
    .select({ likedAt: createdAt, repo: repos })
    .from(repoLikes)
    .innerJoin(repos, eq(repos.id, repoId))
    .where(and(eq(repoLikes.userId, userId), isNull(repos.deletedAt), visibleTo(ctx), from))
    .orderBy(desc(createdAt), desc(repoId))
    .limit(limit);
}

export const countLikesOf = (db: Db, userId: string): Promise<number> =>
  db.$count(repoLikes, eq(repoLikes.userId, userId));
