import { and, asc, desc, eq, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoWatches } from "@/db/schema/hub/people";
import type { WatchLevel } from "@/server/hub/contract/watch-levels";
import type { Ctx, Slice } from "@/server/kernel";

interface Place {
  readonly repoId: string;
  readonly userId: string;
}

const at = ({ repoId, userId }: Place) => and(eq(repoWatches.repoId, repoId), eq(repoWatches.userId, userId));

export async function findWatch(db: Db, place: Place): Promise<WatchLevel | null> {
  const [row] = await db.select({ level: repoWatches.level }).from(repoWatches).where(at(place));
  return row?.level ?? null;
}

/** `null` ends it. */
export async function putWatch(ctx: Ctx, place: Place, level: WatchLevel | null): Promise<void> {
  if (level === null) {
    await ctx.db.delete(repoWatches).where(at(place));
    return;
  }
  await ctx.db
    .insert(repoWatches)
    .values({ ...place, level, createdAt: ctx.now() })
    .onConflictDoUpdate({ target: [repoWatches.repoId, repoWatches.userId], set: { level } });
}

interface Asked extends Slice<string> {
  readonly repoId: string;
  readonly levels: readonly WatchLevel[];
}

/** People, in the order of their ids. */
export async function listWatchers({ db }: Ctx, { repoId, levels, after, limit }: Asked): Promise<readonly string[]> {
  const rows = await db
    .select({ userId: repoWatches.userId })
    .from(repoWatches)
    .where(
      and(
        eq(repoWatches.repoId, repoId),
        inArray(repoWatches.level, [...levels]),
        after === null ? undefined : gt(repoWatches.userId, after),
      ),
    )
    .orderBy(asc(repoWatches.userId))
    .limit(limit);
  return rows.map(({ userId }) => userId);
}

/** What somebody watches, latest first; whether they may still read it is for others to ask. */
export async function listWatchedIds(db: Db, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ repoId: repoWatches.repoId })
    .from(repoWatches)
    .where(eq(repoWatches.userId, userId))
    .orderBy(desc(repoWatches.createdAt))
    .limit(limit);
  return rows.map(({ repoId }) => repoId);
}
