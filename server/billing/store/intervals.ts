import { and, desc, eq, gte, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { runCharges, runIntervals } from "@/db/schema/billing";
import type { Slice } from "@/server/kernel";
import type { Month } from "../month";

export type IntervalRow = typeof runIntervals.$inferSelect;

/** The newest run of an instance, locked until the end of the transaction. */
export async function lockLastInterval(db: Db, instanceId: string): Promise<IntervalRow | null> {
  const [row] = await db
    .select()
    .from(runIntervals)
    .where(eq(runIntervals.instanceId, instanceId))
    .orderBy(desc(runIntervals.startedAt), desc(runIntervals.id))
    .limit(1)
    .for("update");
  return row ?? null;
}

/** Open runs that nobody else is charging right now, locked. */
export const lockOpenIntervals = (db: Db, limit: number, after: string | null): Promise<IntervalRow[]> =>
  db
    .select()
    .from(runIntervals)
    .where(and(isNull(runIntervals.endedAt), after === null ? undefined : sql`${runIntervals.id} > ${after}::uuid`))
    .orderBy(runIntervals.id)
    .limit(limit)
    .for("update", { skipLocked: true });

/** Does nothing when the instance already has an open run: somebody else saw the start at the same moment. */
export async function insertInterval(db: Db, row: IntervalRow): Promise<void> {
  await db.insert(runIntervals).values(row).onConflictDoNothing();
}

type Changes = Partial<Omit<IntervalRow, "id" | "instanceId" | "ownerId">> & Pick<IntervalRow, "updatedAt">;

export async function updateInterval(db: Db, id: string, changes: Changes): Promise<void> {
  await db.update(runIntervals).set(changes).where(eq(runIntervals.id, id));
}

/** Whether the range was charged by this call, and not by a tick before it. */
export async function insertCharge(db: Db, row: typeof runCharges.$inferInsert): Promise<boolean> {
  const rows = await db.insert(runCharges).values(row).onConflictDoNothing().returning({ id: runCharges.intervalId });
  return rows.length > 0;
}

interface Asked extends Slice {
  readonly ownerId: string;
  readonly instanceId: string | undefined;
}

/** Runs of an owner, newest first. */
export const listIntervals = (db: Db, { ownerId, instanceId, after, limit }: Asked): Promise<IntervalRow[]> =>
  db
    .select()
    .from(runIntervals)
    .where(
      and(
        eq(runIntervals.ownerId, ownerId),
        instanceId === undefined ? undefined : eq(runIntervals.instanceId, instanceId),
        after
          ? sql`(${runIntervals.startedAt}, ${runIntervals.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(runIntervals.startedAt), desc(runIntervals.id))
    .limit(limit);

/** Minutes and nano-units of all runs of an instance. */
export async function sumIntervals(db: Db, instanceId: string) {
  const [row] = await db
    .select({
      minutes: sql`coalesce(sum(${runIntervals.billedMinutes}), 0)`.mapWith(Number),
      cost: sql<string>`coalesce(sum(${runIntervals.cost}), 0)::text`,
    })
    .from(runIntervals)
    .where(eq(runIntervals.instanceId, instanceId));
  return { minutes: row?.minutes ?? 0, cost: BigInt(row?.cost ?? 0) };
}

/** Nano-units charged for minutes in a month; `null` sums up everybody. */
export async function totalMinutes(db: Db, ownerId: string | null, { start, end }: Month): Promise<bigint> {
  const [row] = await db
    .select({ cost: sql<string>`coalesce(sum(${runCharges.cost}), 0)::text` })
    .from(runCharges)
    .innerJoin(runIntervals, eq(runIntervals.id, runCharges.intervalId))
    .where(
      and(
        ownerId === null ? undefined : eq(runIntervals.ownerId, ownerId),
        gte(runCharges.chargedAt, start),
        lt(runCharges.chargedAt, end),
      ),
    );
  return BigInt(row?.cost ?? 0);
}
