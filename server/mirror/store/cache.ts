import { and, asc, count, eq, gt, isNotNull, lt, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { mirrors } from "@/db/schema/mirror";
import { cacheEntries, cacheTokens } from "@/db/schema/mirror/cache";
import type { RepoKind } from "@/server/hub/contract";

export type EntryRow = typeof cacheEntries.$inferSelect;
type EntryChange = Partial<Omit<EntryRow, "id" | "origin" | "kind" | "pathFolded" | "createdAt">>;

interface EntryPlace {
  readonly origin: string;
  readonly kind: RepoKind;
  readonly pathFolded: string;
}

const at = ({ origin, kind, pathFolded }: EntryPlace) =>
  and(eq(cacheEntries.origin, origin), eq(cacheEntries.kind, kind), eq(cacheEntries.pathFolded, pathFolded));

export async function findEntry(db: Db, place: EntryPlace): Promise<EntryRow | null> {
  const [row] = await db.select().from(cacheEntries).where(at(place));
  return row ?? null;
}

export async function findEntryById(db: Db, id: string): Promise<EntryRow | null> {
  const [row] = await db.select().from(cacheEntries).where(eq(cacheEntries.id, id));
  return row ?? null;
}

export async function findEntryOfRepo(db: Db, repoId: string): Promise<EntryRow | null> {
  const [row] = await db
    .select()
    .from(cacheEntries)
    .where(and(eq(cacheEntries.repoId, repoId), isNotNull(cacheEntries.mirrorId)))
    .limit(1);
  return row ?? null;
}

/** Questions to other hubs since a moment: of one caller, and of all. One after the other; call it in a transaction. */
export async function countQuestions(db: Db, { askedBy, since }: { readonly askedBy: string; readonly since: Date }) {
  await lockFor(db, "mirror.questions");
  const [row] = await db
    .select({ all: count(), own: sql`count(*) filter (where ${eq(cacheEntries.askedBy, askedBy)})`.mapWith(Number) })
    .from(cacheEntries)
    .where(gt(cacheEntries.askedAt, since));
  return { all: row?.all ?? 0, own: row?.own ?? 0 };
}

/** Takes the question for this caller; `null` when somebody else has it, or the answer of before still stands. */
export async function claimEntry(db: Db, row: EntryRow): Promise<EntryRow | null> {
  const { askedAt, askedBy, retryAt, status, usedAt, updatedAt } = row;
  const [saved] = await db
    .insert(cacheEntries)
    .values(row)
    .onConflictDoUpdate({
      target: [cacheEntries.origin, cacheEntries.kind, cacheEntries.pathFolded],
      set: { askedAt, askedBy, retryAt, status, usedAt, updatedAt, repoId: null, mirrorId: null },
      setWhere: sql`${cacheEntries.status} <> 'cached' and ${cacheEntries.retryAt} <= ${askedAt.toISOString()}`,
    })
    .returning();
  return saved ?? null;
}

/** Ends the question that was asked at this moment. `false` when somebody else has asked again meanwhile. */
export async function answerEntry(
  db: Db,
  { id, askedAt }: Pick<EntryRow, "id" | "askedAt">,
  change: EntryChange,
): Promise<boolean> {
  const mine = and(eq(cacheEntries.id, id), eq(cacheEntries.status, "asking"), eq(cacheEntries.askedAt, askedAt));
  return (await db.update(cacheEntries).set(change).where(mine).returning({ id: cacheEntries.id })).length > 0;
}

export const touchEntry = async (db: Db, id: string, usedAt: Date): Promise<void> => {
  await db.update(cacheEntries).set({ usedAt, updatedAt: usedAt }).where(eq(cacheEntries.id, id));
};

/** What led to a repository that is gone. */
export const forgetRepo = async (db: Db, repoId: string): Promise<void> => {
  await db.delete(cacheEntries).where(eq(cacheEntries.repoId, repoId));
};

/** Answers that no longer stand, and that nobody will ask to be limited by. */
export const forgetAnswers = async (db: Db, before: Date): Promise<void> => {
  const isOver = and(ne(cacheEntries.status, "cached"), lt(cacheEntries.retryAt, before));
  await db.delete(cacheEntries).where(and(isOver, lt(cacheEntries.askedAt, before)));
};

const MAX_CACHED = 20_000;

/** Cached repositories that are still mirrors, the longest unused first. */
export const listUnused = (db: Db) =>
  db
    .select({
      repoId: mirrors.repoId,
      usedAt: sql`max(${cacheEntries.usedAt})`.mapWith(cacheEntries.usedAt).as("used"),
    })
    .from(cacheEntries)
    .innerJoin(mirrors, eq(mirrors.id, cacheEntries.mirrorId))
    .groupBy(mirrors.repoId)
    .orderBy(asc(sql`used`))
    .limit(MAX_CACHED);

/** Sealed; `null` when none was given for this hub. */
export async function findToken(db: Db, origin: string): Promise<string | null> {
  const [row] = await db.select().from(cacheTokens).where(eq(cacheTokens.origin, origin));
  return row?.credential ?? null;
}

interface Token {
  readonly origin: string;
  /** Sealed. */
  readonly credential: string | null;
  readonly now: Date;
}

/** Also for what was fetched with the one before. Call it in a transaction. */
export async function putToken(db: Db, { origin, credential, now }: Token): Promise<void> {
  if (credential === null) await db.delete(cacheTokens).where(eq(cacheTokens.origin, origin));
  else {
    await db
      .insert(cacheTokens)
      .values({ origin, credential, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({ target: cacheTokens.origin, set: { credential, updatedAt: now } });
  }
  const fetched = db.select({ id: cacheEntries.mirrorId }).from(cacheEntries).where(isNotNull(cacheEntries.mirrorId));
  await db
    .update(mirrors)
    .set({ credential, updatedAt: now })
    .where(and(eq(mirrors.origin, origin), sql`${mirrors.id} in ${fetched}`));
}
