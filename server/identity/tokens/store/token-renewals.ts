import { and, eq, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accessTokens, tokenRenewals } from "@/db/schema/identity";
import { type Ctx, notFound } from "@/server/kernel";
import { hashOf } from "../../secret";

type AccessTokenRow = typeof accessTokens.$inferSelect;
type TokenRenewalRow = typeof tokenRenewals.$inferSelect;

interface NewRenewal {
  readonly tokenId: string;
  readonly clientId: string;
  readonly refreshSecret: string;
  readonly refreshEndsAt: Date;
}

export async function insertRenewal(db: Db, { refreshSecret, ...values }: NewRenewal): Promise<void> {
  await db.insert(tokenRenewals).values({ ...values, refreshHash: hashOf(refreshSecret) });
}

/** By the secret that is good now, locked: of two programs that renew at once, one sees what the other did. */
export async function lockRenewal(db: Db, refreshSecret: string): Promise<TokenRenewalRow | null> {
  const [row] = await db
    .select()
    .from(tokenRenewals)
    .where(eq(tokenRenewals.refreshHash, hashOf(refreshSecret)))
    .for("update");
  return row ?? null;
}

/** By the secret that was good before: somebody has kept a copy. */
export async function findFormerRenewal(db: Db, refreshSecret: string): Promise<TokenRenewalRow | null> {
  const [row] = await db
    .select()
    .from(tokenRenewals)
    .where(eq(tokenRenewals.formerRefreshHash, hashOf(refreshSecret)));
  return row ?? null;
}

interface Renewed {
  readonly secret: string;
  readonly expiresAt: Date;
  readonly refreshSecret: string;
  readonly refreshEndsAt: Date;
}

/** A new pair for the token; the old secret works until `formerEndsAt`, for programs that still hold it. */
export async function renewToken(
  ctx: Ctx,
  { before, next, formerEndsAt }: { before: TokenRenewalRow; next: Renewed; formerEndsAt: Date },
): Promise<AccessTokenRow> {
  const now = ctx.now();
  const [old] = await ctx.db.select().from(accessTokens).where(eq(accessTokens.id, before.tokenId)).for("update");
  const [row] = await ctx.db
    .update(accessTokens)
    .set({ secretHash: hashOf(next.secret), expiresAt: next.expiresAt, updatedAt: now })
    .where(eq(accessTokens.id, before.tokenId))
    .returning();
  if (!old || !row) throw new Error("A renewal outlived its token");
  await ctx.db
    .update(tokenRenewals)
    .set({
      refreshHash: hashOf(next.refreshSecret),
      refreshEndsAt: next.refreshEndsAt,
      renewedAt: now,
      formerRefreshHash: before.refreshHash,
      formerSecretHash: old.secretHash,
      formerSecretEndsAt: formerEndsAt,
    })
    .where(eq(tokenRenewals.tokenId, before.tokenId));
  return row;
}

/** The token that had this secret before it was renewed, while that is still good. */
export async function findRenewedToken(db: Db, secret: string, now: Date): Promise<AccessTokenRow | null> {
  const [row] = await db
    .select({ token: accessTokens })
    .from(tokenRenewals)
    .innerJoin(accessTokens, eq(accessTokens.id, tokenRenewals.tokenId))
    .where(and(eq(tokenRenewals.formerSecretHash, hashOf(secret)), gt(tokenRenewals.formerSecretEndsAt, now)));
  return row?.token ?? null;
}

/** Which client has each of these tokens; tokens made by hand are absent. */
export async function findClients(db: Db, tokenIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tokenIds.length === 0) return new Map();
  const rows = await db
    .select({ tokenId: tokenRenewals.tokenId, clientId: tokenRenewals.clientId })
    .from(tokenRenewals)
    .where(inArray(tokenRenewals.tokenId, [...tokenIds]));
  return new Map(rows.map(({ tokenId, clientId }) => [tokenId, clientId]));
}

/** Whose token it is. Throws `not_found` for one that was deleted meanwhile. */
export async function getTokenOwner(db: Db, tokenId: string): Promise<string> {
  const [row] = await db.select({ userId: accessTokens.userId }).from(accessTokens).where(eq(accessTokens.id, tokenId));
  if (!row) throw notFound("Token", tokenId);
  return row.userId;
}
