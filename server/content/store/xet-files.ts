import { and, eq, exists, inArray, isNull, lt, ne, not, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { objectLinks, objects } from "@/db/schema/content";
import { bucketFiles } from "@/db/schema/content/bucket-files";
import { proposedObjects } from "@/db/schema/content/proposed";
import { xetFiles, xetFileXorbs, xetLinks } from "@/db/schema/content/xet";
import type { Ctx } from "@/server/kernel";

export type XetFileRow = typeof xetFiles.$inferSelect;
export type XetLinkRow = typeof xetLinks.$inferSelect;

interface NewFile extends Pick<XetFileRow, "hash" | "size" | "terms"> {
  readonly xorbs: readonly string[];
}

/** Keeps a file; one that is known stays as it is. Returns what is known of it. */
export async function putFile(ctx: Ctx, { xorbs, ...file }: NewFile): Promise<Pick<XetFileRow, "oid">> {
  const touchedAt = ctx.now();
  const [row] = await ctx.db
    .insert(xetFiles)
    .values({ ...file, touchedAt })
    .onConflictDoUpdate({ target: xetFiles.hash, set: { touchedAt } })
    .returning({ oid: xetFiles.oid, isNew: sql<boolean>`xmax = 0` });
  if (row?.isNew) {
    const rows = xorbs.map((xorbHash) => ({ fileHash: file.hash, xorbHash }));
    await ctx.db.insert(xetFileXorbs).values(rows).onConflictDoNothing();
  }
  return { oid: row?.oid ?? null };
}

export async function findFile(db: Db, hash: string): Promise<XetFileRow | null> {
  const [row] = await db.select().from(xetFiles).where(eq(xetFiles.hash, hash));
  return row ?? null;
}

export const findFiles = (db: Db, hashes: readonly string[]): Promise<XetFileRow[]> =>
  hashes.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(xetFiles)
        .where(inArray(xetFiles.hash, [...hashes]));

/** The file of a repository or bucket by its hash; `null` when that does not have it. */
export async function findLinkedFile(
  db: Db,
  { repoId, hash }: { readonly repoId: string; readonly hash: string },
): Promise<XetFileRow | null> {
  const linked = and(eq(xetLinks.repoId, repoId), eq(xetLinks.fileHash, xetFiles.hash));
  const held = and(eq(bucketFiles.bucketId, repoId), eq(bucketFiles.fileHash, xetFiles.hash));
  const mayRead = or(
    exists(db.select({ one: sql`1` }).from(xetLinks).where(linked)),
    exists(db.select({ one: sql`1` }).from(bucketFiles).where(held)),
  );
  const [row] = await db
    .select()
    .from(xetFiles)
    .where(and(eq(xetFiles.hash, hash), mayRead));
  return row ?? null;
}

export async function findLinkOid(
  db: Db,
  { repoId, hash }: { readonly repoId: string; readonly hash: string },
): Promise<string | null> {
  const [row] = await db
    .select({ oid: xetLinks.oid })
    .from(xetLinks)
    .where(and(eq(xetLinks.repoId, repoId), eq(xetLinks.fileHash, hash)));
  return row?.oid ?? null;
}

/** The file that a repository has under a SHA-256. */
export async function findFileByOid(
  db: Db,
  { repoId, oid }: { readonly repoId: string; readonly oid: string },
): Promise<XetFileRow | null> {
  const [row] = await db
    .select({ file: xetFiles })
    .from(xetLinks)
    .innerJoin(xetFiles, eq(xetFiles.hash, xetLinks.fileHash))
    .where(and(eq(xetLinks.repoId, repoId), eq(xetLinks.oid, oid)));
  return row?.file ?? null;
}

export async function findLinks(
  db: Db,
  { repoId, oids }: { readonly repoId: string; readonly oids: readonly string[] },
): Promise<(XetLinkRow & { readonly size: number })[]> {
  if (oids.length === 0) return [];
  const rows = await db
    .select({ link: xetLinks, size: xetFiles.size })
    .from(xetLinks)
    .innerJoin(xetFiles, eq(xetFiles.hash, xetLinks.fileHash))
    .where(and(eq(xetLinks.repoId, repoId), inArray(xetLinks.oid, [...oids])));
  return rows.map(({ link, size }) => ({ ...link, size }));
}

/** A link of the same repository: of that file, or of another file under the same SHA-256. */
export async function lockLinks(
  db: Db,
  { repoId, fileHash, oid }: Pick<XetLinkRow, "repoId" | "fileHash" | "oid">,
): Promise<XetLinkRow[]> {
  const isSame =
    oid === null ? eq(xetLinks.fileHash, fileHash) : or(eq(xetLinks.fileHash, fileHash), eq(xetLinks.oid, oid));
  return db
    .select()
    .from(xetLinks)
    .where(and(eq(xetLinks.repoId, repoId), isSame))
    .for("update");
}

/** `false` when somebody else made one meanwhile. */
export async function insertLink(ctx: Ctx, link: Omit<XetLinkRow, "createdAt">): Promise<boolean> {
  const rows = await ctx.db
    .insert(xetLinks)
    .values({ ...link, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ repoId: xetLinks.repoId });
  return rows.length > 0;
}

interface Copied {
  readonly fromRepoId: string;
  readonly toRepoId: string;
  readonly oids: readonly string[];
}

/** These files of one repository another one may read as well. */
export const copyFileLinks = (ctx: Ctx, { fromRepoId, toRepoId, oids }: Copied) => {
  const { fileHash, oid, isVerified } = xetLinks;
  const createdAt = ctx.now().toISOString();
  const rows = ctx.db
    .select({
      repoId: sql<string>`${toRepoId}::uuid`.as("repo_id"),
      ...{ fileHash, oid, isVerified },
      receivedBytes: sql<number>`0::bigint`.as("received_bytes"),
      createdAt: sql<Date>`${createdAt}::timestamptz`.as("created_at"),
    })
    .from(xetLinks)
    .where(and(eq(xetLinks.repoId, fromRepoId), inArray(xetLinks.oid, [...oids])));
  return ctx.db.insert(xetLinks).select(rows).onConflictDoNothing();
};

export const setLinkOid = (
  db: Db,
  { repoId, fileHash, oid, isVerified }: Omit<XetLinkRow, "createdAt" | "receivedBytes">,
) =>
  db
    .update(xetLinks)
    .set({ oid, isVerified })
    .where(and(eq(xetLinks.repoId, repoId), eq(xetLinks.fileHash, fileHash)));

/** What a file really is; claims that say so hold, and those that say something else are gone and returned. */
export async function settleClaims(ctx: Ctx, { hash, oid }: { hash: string; oid: string }): Promise<XetLinkRow[]> {
  await ctx.db.update(xetFiles).set({ oid }).where(eq(xetFiles.hash, hash));
  await ctx.db
    .update(xetLinks)
    .set({ isVerified: true })
    .where(and(eq(xetLinks.fileHash, hash), eq(xetLinks.oid, oid)));
  return ctx.db
    .delete(xetLinks)
    .where(and(eq(xetLinks.fileHash, hash), ne(xetLinks.oid, oid)))
    .returning();
}

/** Bytes of the files of each repository that no object of its own repeats. */
export async function sumFiles(db: Db, repoIds: readonly string[]): Promise<Map<string, number>> {
  if (repoIds.length === 0) return new Map();
  const repeated = db
    .select({ one: sql`1` })
    .from(objectLinks)
    .where(and(eq(objectLinks.repoId, xetLinks.repoId), eq(objectLinks.oid, xetLinks.oid)));
  const rows = await db
    .select({ repoId: xetLinks.repoId, bytes: sql<number>`sum(${xetFiles.size})`.mapWith(Number) })
    .from(xetLinks)
    .innerJoin(xetFiles, eq(xetFiles.hash, xetLinks.fileHash))
    .where(and(inArray(xetLinks.repoId, [...repoIds]), not(exists(repeated))))
    .groupBy(xetLinks.repoId);
  return new Map(rows.map(({ repoId, bytes }) => [repoId, bytes]));
}

/** Repositories that have an object as a verified Xet file have it no longer whole; the collector takes its bytes later. */
export async function dropWholeLinks(ctx: Ctx, oid: string): Promise<void> {
  const isChunked = exists(
    ctx.db
      .select({ one: sql`1` })
      .from(xetLinks)
      .where(and(eq(xetLinks.repoId, objectLinks.repoId), eq(xetLinks.oid, objectLinks.oid), xetLinks.isVerified)),
  );
  await ctx.db.update(objects).set({ touchedAt: ctx.now() }).where(eq(objects.oid, oid));
  await ctx.db.delete(objectLinks).where(and(eq(objectLinks.oid, oid), isChunked));
}

/** What was sent for the files of a repository, and what they have. */
export async function sumLinks(db: Db, repoId: string): Promise<{ sentBytes: number; fileBytes: number }> {
  const [row] = await db
    .select({
      sentBytes: sql<number>`coalesce(sum(${xetLinks.receivedBytes}), 0)`.mapWith(Number),
      fileBytes: sql<number>`coalesce(sum(${xetFiles.size}), 0)`.mapWith(Number),
    })
    .from(xetLinks)
    .innerJoin(xetFiles, eq(xetFiles.hash, xetLinks.fileHash))
    .where(eq(xetLinks.repoId, repoId));
  return row ?? { sentBytes: 0, fileBytes: 0 };
}

/** The repository may read nothing any more; files stay until the collector finds them without links. */
export async function removeFileLinks(ctx: Ctx, repoId: string): Promise<void> {
  const linked = ctx.db.select({ hash: xetLinks.fileHash }).from(xetLinks).where(eq(xetLinks.repoId, repoId));
  await ctx.db.update(xetFiles).set({ touchedAt: ctx.now() }).where(inArray(xetFiles.hash, linked));
  await ctx.db.delete(xetLinks).where(eq(xetLinks.repoId, repoId));
}

/** Takes these files, by their SHA-256, from a repository. */
export async function dropFileLinks(ctx: Ctx, { repoId, oids }: { repoId: string; oids: readonly string[] }) {
  if (oids.length === 0) return;
  const named = and(eq(xetLinks.repoId, repoId), inArray(xetLinks.oid, [...oids]));
  const linked = ctx.db.select({ hash: xetLinks.fileHash }).from(xetLinks).where(named);
  await ctx.db.update(xetFiles).set({ touchedAt: ctx.now() }).where(inArray(xetFiles.hash, linked));
  await ctx.db.delete(xetLinks).where(named);
}

/** Forgets files that nobody links, no bucket holds, nobody proposes and nobody has touched since then. Returns how many. */
export async function removeUnlinkedFiles(db: Db, before: Date): Promise<number> {
  const linked = db.select({ one: sql`1` }).from(xetLinks).where(eq(xetLinks.fileHash, xetFiles.hash));
  const held = db.select({ one: sql`1` }).from(bucketFiles).where(eq(bucketFiles.fileHash, xetFiles.hash));
  const proposed = db.select({ one: sql`1` }).from(proposedObjects).where(eq(proposedObjects.fileHash, xetFiles.hash));
  const rows = await db
    .delete(xetFiles)
    .where(and(lt(xetFiles.touchedAt, before), not(exists(linked)), not(exists(held)), not(exists(proposed))))
    .returning({ hash: xetFiles.hash });
  return rows.length;
}

/** Files that were never rebuilt and hashed, for whom somebody waits. */
export const listUnverified = (db: Db, before: Date, limit: number): Promise<{ readonly hash: string }[]> =>
  db
    .select({ hash: xetFiles.hash })
    .from(xetFiles)
    .where(and(isNull(xetFiles.oid), lt(xetFiles.touchedAt, before)))
    .limit(limit);
