import { and, eq, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { mirrorRuns } from "@/db/schema/mirror";
import type { RunRow } from "./runs";

const others = alias(mirrorRuns, "others");

/** A run that is said to go on, and in no lane, lost its place. */
const waits = or(eq(mirrorRuns.status, "queued"), and(eq(mirrorRuns.status, "running"), isNull(mirrorRuns.lane)));

const isDue = (now: Date): SQL | undefined => or(isNull(mirrorRuns.nextAttemptAt), lte(mirrorRuns.nextAttemptAt, now));

/** No run of the same owner is in a lane. */
const isOwnerFree = sql`not exists (select 1 from ${mirrorRuns} as ${others}
  where ${others.ownerId} = ${mirrorRuns.ownerId} and ${others.status} = 'running' and ${others.lane} is not null)`;

/** When a run of the same owner was given a lane last. */
const lastTurn = sql`(select max(${others.turnAt}) from ${mirrorRuns} as ${others}
  where ${others.ownerId} = ${mirrorRuns.ownerId})`;

interface Turn {
  readonly lane: number;
  readonly now: Date;
}

/**
 * The run that a lane is to do: the one that a worker left in it, else that of the owner who has waited longest since
 * the last turn. `null` when nothing waits whose owner has no lane. Call it in a transaction.
 */
export async function takeTurn(db: Db, { lane, now }: Turn): Promise<RunRow | null> {
  await lockFor(db, "mirror.turns");
  const left = and(eq(mirrorRuns.status, "running"), eq(mirrorRuns.lane, lane));
  const [abandoned] = await db.select({ id: mirrorRuns.id }).from(mirrorRuns).where(left).limit(1);
  const chosen = abandoned ?? (await findNext(db, now));
  if (!chosen) return null;
  const taken = { status: "running", lane, turnAt: now, updatedAt: now } as const;
  const [run] = await db.update(mirrorRuns).set(taken).where(eq(mirrorRuns.id, chosen.id)).returning();
  return run ?? null;
}

async function findNext(db: Db, now: Date): Promise<Pick<RunRow, "id"> | undefined> {
  const [next] = await db
    .select({ id: mirrorRuns.id })
    .from(mirrorRuns)
    .where(and(waits, isDue(now), isOwnerFree))
    .orderBy(sql`${lastTurn} nulls first`, mirrorRuns.updatedAt, mirrorRuns.id)
    .limit(1);
  return next;
}

/** Whether a run of somebody else could begin if a lane were free. */
export async function isAnybodyWaiting(db: Db, { ownerId }: Pick<RunRow, "ownerId">, now: Date): Promise<boolean> {
  const theirs = and(ne(mirrorRuns.ownerId, ownerId), waits, isDue(now), isOwnerFree);
  return (await db.select({ id: mirrorRuns.id }).from(mirrorRuns).where(theirs).limit(1)).length > 0;
}

/** Whether a run waits, or is in a lane. */
export async function isAnyOpen(db: Db, now: Date): Promise<boolean> {
  const open = and(inArray(mirrorRuns.status, ["queued", "running"]), isDue(now));
  return (await db.select({ id: mirrorRuns.id }).from(mirrorRuns).where(open).limit(1)).length > 0;
}
