import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accessTokens } from "@/db/schema/identity";
import { type Ctx, newRow, notFound, type Slice } from "@/server/kernel";
import { hashOf } from "../../secret";
import { findRenewedToken } from "./token-renewals";

export type AccessTokenRow = typeof accessTokens.$inferSelect;

type NewToken = Pick<AccessTokenRow, "userId" | "name" | "role" | "scopes" | "expiresAt"> & {
  readonly secret: string;
  readonly madeBy?: string | null;
};

export async function insertAccessToken(ctx: Ctx, { secret, ...values }: NewToken): Promise<AccessTokenRow> {
  const [row] = await ctx.db
    .insert(accessTokens)
    .values({ ...newRow(ctx), ...values, secretHash: hashOf(secret) })
    .returning();
  if (!row) throw new Error("insert into access_tokens returned no row");
  return row;
}

const MINUTE_MS = 60_000;

/** `null` for a secret nobody holds and for a token that has expired. Keeps when it was last used, to the minute. */
export async function findLiveToken(db: Db, secret: string, now: Date): Promise<AccessTokenRow | null> {
  const unexpired = or(isNull(accessTokens.expiresAt), gt(accessTokens.expiresAt, now));
  const [current] = await db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.secretHash, hashOf(secret)), unexpired));
  const row = current ?? (await findRenewedToken(db, secret, now));
  if (!row) return null;
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) >= MINUTE_MS) {
    await db.update(accessTokens).set({ lastUsedAt: now }).where(eq(accessTokens.id, row.id));
  }
  return row;
}

/** The living token of which the table keeps this; `null` for none. Nothing is written: it is asked about, not used. */
export async function findTokenByHash(db: Db, secretHash: string, now: Date): Promise<AccessTokenRow | null> {
  const unexpired = or(isNull(accessTokens.expiresAt), gt(accessTokens.expiresAt, now));
  const [row] = await db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.secretHash, secretHash), unexpired));
  return row ?? null;
}

export async function findTokenRow(db: Db, id: string): Promise<AccessTokenRow | null> {
  const [row] = await db.select().from(accessTokens).where(eq(accessTokens.id, id));
  return row ?? null;
}

/** Whether there is such a token still, and it has not expired. */
export async function isTokenAlive(db: Db, id: string, now: Date): Promise<boolean> {
  const row = await findTokenRow(db, id);
  return row !== null && (row.expiresAt === null || row.expiresAt > now);
}

export async function getTokenExpiry(db: Db, id: string): Promise<Date | null> {
  const [row] = await db.select({ at: accessTokens.expiresAt }).from(accessTokens).where(eq(accessTokens.id, id));
  if (!row) throw notFound("Token", id);
  return row.at;
}

/** Newest first. */
export async function listTokenRows(db: Db, userId: string, { after, limit }: Slice): Promise<AccessTokenRow[]> {
  const { createdAt, id } = accessTokens;
  const from = after ? sql`(${createdAt}, ${id}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined;
  return db
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.userId, userId), from))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/** Throws `not_found` for a token of somebody else. */
export async function removeToken(
  db: Db,
  { id, userId }: Pick<AccessTokenRow, "id" | "userId">,
): Promise<AccessTokenRow> {
  const [row] = await db
    .delete(accessTokens)
    .where(and(eq(accessTokens.id, id), eq(accessTokens.userId, userId)))
    .returning();
  if (!row) throw notFound("Token", id);
  return row;
}

export async function deleteTokensOf(db: Db, userId: string): Promise<void> {
  await db.delete(accessTokens).where(eq(accessTokens.userId, userId));
}
