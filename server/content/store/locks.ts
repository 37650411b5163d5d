import { and, asc, count, eq, gt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { fileLocks } from "@/db/schema/content";
import { type Ctx, newRow } from "@/server/kernel";

export type LockRow = typeof fileLocks.$inferSelect;

/** `null` when the path is locked already. */
export async function insertLock(ctx: Ctx, lock: Pick<LockRow, "repoId" | "path" | "userId">): Promise<LockRow | null> {
  const [row] = await ctx.db
    .insert(fileLocks)
    .values({ ...newRow(ctx), ...lock })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

export interface LockFilter {
  readonly repoId: string;
  readonly path?: string;
  readonly id?: string;
  /** Id of the last lock of the page before. */
  readonly after?: string;
  readonly limit: number;
}

/** Oldest first. */
export const listLockRows = (db: Db, { repoId, path, id, after, limit }: LockFilter): Promise<LockRow[]> =>
  db
    .select()
    .from(fileLocks)
    .where(
      and(
        eq(fileLocks.repoId, repoId),
        path === undefined ? undefined : eq(fileLocks.path, path),
        id === undefined ? undefined : eq(fileLocks.id, id),
        after === undefined ? undefined : gt(fileLocks.id, after),
      ),
    )
    .orderBy(asc(fileLocks.id))
    .limit(limit);

export async function countLocks(db: Db, repoId: string): Promise<number> {
  const [row] = await db.select({ locks: count() }).from(fileLocks).where(eq(fileLocks.repoId, repoId));
  return row?.locks ?? 0;
}

export const deleteLock = (db: Db, id: string) => db.delete(fileLocks).where(eq(fileLocks.id, id));

export const deleteLocksOf = (db: Db, repoId: string) => db.delete(fileLocks).where(eq(fileLocks.repoId, repoId));
