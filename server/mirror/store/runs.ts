import { and, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { mirrorRuns } from "@/db/schema/mirror";
import type { Slice } from "@/server/kernel";

export type RunRow = typeof mirrorRuns.$inferSelect;
export type RunChange = Partial<Omit<RunRow, "id" | "mirrorId" | "createdAt">>;

const ACTIVE = ["queued", "running"] as const;
const isActive = inArray(mirrorRuns.status, [...ACTIVE]);

export async function findRun(db: Db, id: string): Promise<RunRow | null> {
  const [row] = await db.select().from(mirrorRuns).where(eq(mirrorRuns.id, id));
  return row ?? null;
}

/** `null` when the mirror has a run that waits or goes on. */
export async function insertRun(db: Db, row: typeof mirrorRuns.$inferInsert): Promise<RunRow | null> {
  const [saved] = await db.insert(mirrorRuns).values(row).onConflictDoNothing().returning();
  return saved ?? null;
}

/** Counts one after the other for each owner. Call it in a transaction. */
export async function countActiveRuns(db: Db, ownerId: string): Promise<number> {
  await lockFor(db, "mirror.runs", ownerId);
  return db.$count(mirrorRuns, and(eq(mirrorRuns.ownerId, ownerId), isActive));
}

/** Changes a run that is not over. The row as it is now; `null` when it is over or gone, and nothing is changed. */
export async function changeActiveRun(db: Db, id: string, change: RunChange): Promise<RunRow | null> {
  const [row] = await db
    .update(mirrorRuns)
    .set(change)
    .where(and(eq(mirrorRuns.id, id), isActive))
    .returning();
  return row ?? null;
}

/** Ends a run that no worker has taken. `false` when it is being done, over or gone. */
export async function endQueuedRun(db: Db, id: string, change: RunChange): Promise<boolean> {
  const rows = await db
    .update(mirrorRuns)
    .set(change)
    .where(and(eq(mirrorRuns.id, id), eq(mirrorRuns.status, "queued")))
    .returning({ id: mirrorRuns.id });
  return rows.length > 0;
}

/** Changes the runs of a mirror that are in this state, of which there is at most one. */
export const changeRunsOf = async (
  db: Db,
  { mirrorId, status }: Pick<RunRow, "mirrorId"> & { readonly status: (typeof ACTIVE)[number] },
  change: RunChange,
): Promise<void> => {
  await db
    .update(mirrorRuns)
    .set(change)
    .where(and(eq(mirrorRuns.mirrorId, mirrorId), eq(mirrorRuns.status, status)));
};

/** The last run of each of these mirrors. */
export async function findLastRuns(db: Db, mirrorIds: readonly string[]): Promise<ReadonlyMap<string, RunRow>> {
  if (mirrorIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([mirrorRuns.mirrorId])
    .from(mirrorRuns)
    .where(inArray(mirrorRuns.mirrorId, [...mirrorIds]))
    .orderBy(mirrorRuns.mirrorId, desc(mirrorRuns.createdAt), desc(mirrorRuns.id));
  return new Map(rows.map((row) => [row.mirrorId, row]));
}

/** The newest first. */
export const listRunRows = (db: Db, mirrorId: string, { after, limit }: Slice): Promise<RunRow[]> =>
  db
    .select()
    .from(mirrorRuns)
    .where(
      and(
        eq(mirrorRuns.mirrorId, mirrorId),
        after
          ? sql`(${mirrorRuns.createdAt}, ${mirrorRuns.id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(mirrorRuns.createdAt), desc(mirrorRuns.id))
    .limit(limit);

/** Forgets all but the newest runs of a mirror. */
export async function trimRuns(db: Db, mirrorId: string, kept: number): Promise<void> {
  const newest = db
    .select({ id: mirrorRuns.id })
    .from(mirrorRuns)
    .where(eq(mirrorRuns.mirrorId, mirrorId))
    .orderBy(desc(mirrorRuns.createdAt), desc(mirrorRuns.id))
    .limit(kept);
  await db.delete(mirrorRuns).where(and(eq(mirrorRuns.mirrorId, mirrorId), notInArray(mirrorRuns.id, newest)));
}
