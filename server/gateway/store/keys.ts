import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeyPeriods, apiKeys } from "@/db/schema/gateway";
import { notFound, type Slice } from "@/server/kernel";

export type KeyRow = typeof apiKeys.$inferSelect;
export interface SpendingKey extends KeyRow {
  /** Nano-units spent in the asked month. */
  readonly spent: bigint;
}

const spent = sql<string>`coalesce(${apiKeyPeriods.spent}, 0)::text`;
const inMonth = (start: Date) => and(eq(apiKeyPeriods.keyId, apiKeys.id), eq(apiKeyPeriods.periodStart, start));

/** Keys with what they spent in the month that starts at `start`. */
const keysWithSpent = (db: Db, start: Date) =>
  db.select({ key: apiKeys, spent }).from(apiKeys).leftJoin(apiKeyPeriods, inMonth(start));

const rowOf = (row: { readonly key: KeyRow; readonly spent: string }): SpendingKey => ({
  ...row.key,
  spent: BigInt(row.spent),
});

export async function insertKey(db: Db, row: typeof apiKeys.$inferInsert): Promise<void> {
  await db.insert(apiKeys).values(row);
}

/** The living key with this hash. */
export async function findKeyByHash(db: Db, secretHash: string): Promise<KeyRow | null> {
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.deletedAt)));
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

interface Asked extends Slice {
  readonly ownerId: string;
  readonly periodStart: Date;
}

/** Living keys of an owner, newest first. */
export async function listKeyRows(db: Db, { ownerId, periodStart, after, limit }: Asked): Promise<SpendingKey[]> {
  const rows = await keysWithSpent(db, periodStart)
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
  return rows.map(rowOf);
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

/** What a key spent in the month that starts at `periodStart`, in nano-units. */
export async function spentOf(db: Db, keyId: string, periodStart: Date): Promise<bigint> {
  const [row] = await db
    .select({ spent: apiKeyPeriods.spent })
    .from(apiKeyPeriods)
    .where(and(eq(apiKeyPeriods.keyId, keyId), eq(apiKeyPeriods.periodStart, periodStart)));
  return row?.spent ?? 0n;
}

type Spending = typeof apiKeyPeriods.$inferInsert;

/** Adds to what keys spent; each row of another key and month. */
export async function addSpending(db: Db, rows: readonly Spending[]): Promise<void> {
  await db
    .insert(apiKeyPeriods)
    .values([...rows])
    .onConflictDoUpdate({
      target: [apiKeyPeriods.keyId, apiKeyPeriods.periodStart],
      set: { spent: sql`${apiKeyPeriods.spent} + excluded.spent` },
    });
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
