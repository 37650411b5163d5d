import { and, asc, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { deploymentAttempts, deploymentNotes } from "@/db/schema/inference";
import type { Ctx, Slice } from "@/server/kernel";

export type AttemptRow = typeof deploymentAttempts.$inferSelect;
export type NoteRow = typeof deploymentNotes.$inferSelect;

export async function insertNote({ db, now }: Ctx, deploymentId: string, line: string): Promise<void> {
  await db.insert(deploymentNotes).values({ deploymentId, time: now(), line });
}

/** The newest, oldest first. */
export async function listLastNotes(db: Db, deploymentId: string, count: number): Promise<NoteRow[]> {
  const { position } = deploymentNotes;
  const own = eq(deploymentNotes.deploymentId, deploymentId);
  return (await db.select().from(deploymentNotes).where(own).orderBy(desc(position)).limit(count)).reverse();
}

export const listNotesAfter = (db: Db, deploymentId: string, after: number): Promise<NoteRow[]> =>
  db
    .select()
    .from(deploymentNotes)
    .where(and(eq(deploymentNotes.deploymentId, deploymentId), gt(deploymentNotes.position, after)))
    .orderBy(asc(deploymentNotes.position))
    .limit(1_000);

/** Writes down what is known of an attempt; its start stays as it was seen first. */
export async function putAttempt(db: Db, row: AttemptRow): Promise<void> {
  const { outcome, reason, exitCode, endedAt } = row;
  const readyAt = sql`coalesce(${deploymentAttempts.readyAt}, excluded.ready_at)`;
  const target = [deploymentAttempts.deploymentId, deploymentAttempts.replica, deploymentAttempts.attempt];
  await db
    .insert(deploymentAttempts)
    .values(row)
    .onConflictDoUpdate({
      target,
      set: { outcome, reason, exitCode, readyAt, endedAt },
      setWhere: isNull(deploymentAttempts.endedAt),
    });
}

/** Attempts before the present one of a replica are over, whether anybody saw their end or not. */
export async function closeEarlierAttempts(db: Db, { deploymentId, replica, attempt, startedAt }: AttemptRow) {
  await db
    .update(deploymentAttempts)
    .set({ endedAt: startedAt, outcome: "stopped" })
    .where(
      and(
        eq(deploymentAttempts.deploymentId, deploymentId),
        eq(deploymentAttempts.replica, replica),
        lt(deploymentAttempts.attempt, attempt),
        isNull(deploymentAttempts.endedAt),
      ),
    );
}

interface Asked extends Slice<{ readonly replica: number; readonly attempt: number }> {
  readonly deploymentId: string;
}

/** The newest attempt first; of the same number, replica 0 first. */
export const listAttemptRows = (db: Db, { deploymentId, after, limit }: Asked): Promise<AttemptRow[]> => {
  const { attempt, replica } = deploymentAttempts;
  const beyond = after
    ? or(lt(attempt, after.attempt), and(eq(attempt, after.attempt), gt(replica, after.replica)))
    : undefined;
  return db
    .select()
    .from(deploymentAttempts)
    .where(and(eq(deploymentAttempts.deploymentId, deploymentId), beyond))
    .orderBy(desc(attempt), asc(replica))
    .limit(limit);
};
