import { and, asc, count, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { uploadParts, uploads } from "@/db/schema/content";
import { type Ctx, newRow } from "@/server/kernel";

export type UploadRow = typeof uploads.$inferSelect;

export async function insertUpload(
  ctx: Ctx,
  upload: Pick<UploadRow, "repoId" | "userId" | "size" | "partBytes" | "isProposal" | "expiresAt">,
): Promise<UploadRow> {
  const row = { ...newRow(ctx), ...upload, oid: null, claimedOid: null };
  await ctx.db.insert(uploads).values(row);
  return row;
}

/** With an id that says what it is; nothing happens when it is there. */
export async function insertUploadOnce(
  ctx: Ctx,
  upload: Pick<UploadRow, "id" | "repoId" | "userId" | "size" | "partBytes" | "claimedOid" | "expiresAt">,
): Promise<void> {
  await ctx.db
    .insert(uploads)
    .values({ ...newRow(ctx), ...upload, oid: null })
    .onConflictDoNothing();
}

export async function findUploadRow(db: Db, id: string): Promise<UploadRow | null> {
  const [row] = await db.select().from(uploads).where(eq(uploads.id, id));
  return row ?? null;
}

/** Uploads of a person that still take parts. */
export async function countOpenUploads(ctx: Ctx, userId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ open: count() })
    .from(uploads)
    .where(and(eq(uploads.userId, userId), isNull(uploads.oid), gt(uploads.expiresAt, ctx.now())));
  return row?.open ?? 0;
}

export async function listReceivedParts(db: Db, uploadId: string): Promise<number[]> {
  const rows = await db
    .select({ number: uploadParts.number })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, uploadId))
    .orderBy(asc(uploadParts.number));
  return rows.map(({ number }) => number);
}

/** Parts that have arrived, ascending, each with the SHA-256 that its sender was told. */
export const listParts = (db: Db, uploadId: string) =>
  db
    .select({ number: uploadParts.number, etag: uploadParts.etag })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, uploadId))
    .orderBy(asc(uploadParts.number));

interface ReceivedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly etag: string | null;
}

/** Nothing for an upload that was given up meanwhile. */
export const putReceivedPart = (db: Db, { uploadId, number, etag }: ReceivedPart) =>
  db
    .insert(uploadParts)
    .select(
      db
        .select({
          uploadId: uploads.id,
          number: sql<number>`${number}::int`.as("number"),
          etag: sql<string | null>`${etag}::text`.as("etag"),
        })
        .from(uploads)
        .where(eq(uploads.id, uploadId)),
    )
    .onConflictDoUpdate({ target: [uploadParts.uploadId, uploadParts.number], set: { etag } });

export const setUploadOid = (ctx: Ctx, id: string, oid: string) =>
  ctx.db.update(uploads).set({ oid, updatedAt: ctx.now() }).where(eq(uploads.id, id));

export const setUploadExpiry = (ctx: Ctx, id: string, expiresAt: Date) =>
  ctx.db.update(uploads).set({ expiresAt, updatedAt: ctx.now() }).where(eq(uploads.id, id));

export const listExpiredUploads = (ctx: Ctx, limit: number): Promise<{ id: string }[]> =>
  ctx.db.select({ id: uploads.id }).from(uploads).where(lt(uploads.expiresAt, ctx.now())).limit(limit);

export const deleteUpload = (db: Db, id: string) => db.delete(uploads).where(eq(uploads.id, id));
