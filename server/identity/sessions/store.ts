import { and, desc, eq, gt, lt, ne, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { sessions } from "@/db/schema/identity";
import { hashOf } from "../secret";

const IDLE_MS = 7 * 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

export type SessionRow = typeof sessions.$inferSelect;

export async function insertSession(db: Db, values: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(values);
}

const isLive = (now: Date) => and(gt(sessions.expiresAt, now), gt(sessions.seenAt, new Date(now.getTime() - IDLE_MS)));

/** `null` for a secret nobody holds, and for a session that is over or was not used for 7 days. */
export async function findLiveSession(db: Db, secret: string, now: Date): Promise<SessionRow | null> {
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.secretHash, hashOf(secret)), isLive(now)));
  if (!row) return null;
  if (now.getTime() - row.seenAt.getTime() >= MINUTE_MS) await touchSession(db, row.id, now);
  return row;
}

async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, id));
}

export async function setSignedInAt(db: Db, id: string, now: Date): Promise<void> {
  await db.update(sessions).set({ signedInAt: now, updatedAt: now }).where(eq(sessions.id, id));
}

export const listLiveSessions = (db: Db, userId: string, now: Date): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(now)))
    .orderBy(desc(sessions.seenAt), desc(sessions.id))
    .limit(100);

/** The session that was ended, or `null`. */
export async function deleteSession(db: Db, where: { readonly id: string; readonly userId: string }) {
  const [row] = await db
    .delete(sessions)
    .where(and(eq(sessions.id, where.id), eq(sessions.userId, where.userId)))
    .returning();
  return row ?? null;
}

export async function deleteSessionBySecret(db: Db, secret: string): Promise<SessionRow | null> {
  const [row] = await db
    .delete(sessions)
    .where(eq(sessions.secretHash, hashOf(secret)))
    .returning();
  return row ?? null;
}

/** Ends the sessions of a person, except the one named; says how many. */
export async function deleteSessionsOf(db: Db, userId: string, exceptId?: string): Promise<number> {
  const rows = await db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), exceptId ? ne(sessions.id, exceptId) : undefined))
    .returning({ id: sessions.id });
  return rows.length;
}

export async function deleteOldSessions(db: Db, now: Date): Promise<void> {
  const idle = new Date(now.getTime() - IDLE_MS);
  await db.delete(sessions).where(or(lt(sessions.expiresAt, now), lt(sessions.seenAt, idle)));
}
