import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys } from "@/db/schema/gateway";
import { notFound, type Slice } from "@/server/kernel";

export type KeyRow = typeof apiKeys.$inferSelect;

export async function insertKey(db: Db, row: typeof apiKeys.$inferInsert): Promise<void> {
  await db.insert(apiKeys).values(row);
}

/** The living key whose secret has this hash, or had it before and still takes it at this moment; also a disabled one. */
export async function findKeyByHash(db: Db, secretHash: string, now: Date): Promise<KeyRow | null> {
  const isOld = and(eq(apiKeys.oldSecretHash, secretHash), gt(apiKeys.oldSecretEndsAt, now));
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(or(eq(apiKeys.secretHash, secretHash), isOld), isNull(apiKeys.deletedAt)));
  return row ?? null;
}

export async function getKey(db: Db, id: string): Promise<KeyRow> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.deletedAt)));
  if (!row) throw notFound("API key", id);
  return row;
}

/** The same, held until the transaction ends: who changes it next sees what this one wrote. */
export async function lockKey(db: Db, id: string): Promise<KeyRow> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.deletedAt)))
    .for("update");
  if (!row) throw notFound("API key", id);
  return row;
}

interface Asked extends Slice {
  readonly ownerId: string;
}

/** Living keys of an owner, newest first. */
export const listKeyRows = (db: Db, { ownerId, after, limit }: Asked): Promise<KeyRow[]> =>
  db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.ownerId, ownerId),
        isNull(apiKeys.deletedAt),
        after
          ? sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit);

/** Changes what is named of a living key. */
export async function updateKey(db: Db, id: string, changes: Partial<typeof apiKeys.$inferInsert>): Promise<void> {
  await db
    .update(apiKeys)
    .set(changes)
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.deletedAt)));
}

export async function markKeyDeleted(db: Db, id: string, deletedAt: Date): Promise<void> {
  await db.update(apiKeys).set({ deletedAt, updatedAt: deletedAt }).where(eq(apiKeys.id, id));
}

/** Names by id, of deleted keys too. */
export async function findKeyNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(inArray(apiKeys.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const FRESH_MS = 60_000;

/** Notes that keys were used; to the minute, so that a busy key is not rewritten with every call. */
export async function touchKeys(db: Db, ids: readonly string[], now: Date): Promise<void> {
  const stale = new Date(now.getTime() - FRESH_MS);
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(inArray(apiKeys.id, [...ids]), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
}
