import { and, asc, eq, exists, gte, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { bucketFiles } from "@/db/schema/content/bucket-files";
import { xetFiles, xetLinks } from "@/db/schema/content/xet";
import type { Ctx } from "@/server/kernel";

export type BucketFileRow = typeof bucketFiles.$inferSelect;

const inBucket = (bucketId: string) => eq(bucketFiles.bucketId, bucketId);

export const findBucketFiles = (db: Db, bucketId: string, paths: readonly string[]): Promise<BucketFileRow[]> =>
  db
    .select()
    .from(bucketFiles)
    .where(and(inBucket(bucketId), inArray(bucketFiles.path, [...paths])))
    .orderBy(asc(bucketFiles.path));

/** What lies between two paths: `from` belongs to it, `before` does not; null: to the end. */
export interface PathRange {
  readonly bucketId: string;
  readonly from: string;
  readonly before: string | null;
  readonly limit: number;
}

export const listBucketFileRows = (db: Db, { bucketId, from, before, limit }: PathRange): Promise<BucketFileRow[]> =>
  db
    .select()
    .from(bucketFiles)
    .where(
      and(inBucket(bucketId), gte(bucketFiles.path, from), before === null ? undefined : lt(bucketFiles.path, before)),
    )
    .orderBy(asc(bucketFiles.path))
    .limit(limit);

/**
 * One file of each folder below a place, and each file that lies in the place itself; `skipped` letters of a path lead
 * to the place. Whatever a folder holds, it costs one look into the index.
 */
export async function listFirstRows(
  db: Db,
  { bucketId, from, before, limit, skipped }: PathRange & { readonly skipped: number },
): Promise<BucketFileRow[]> {
  const isBefore = before === null ? sql`true` : sql`f.path < ${before}`;
  const inside = sql`f.bucket_id = ${bucketId}::uuid and ${isBefore}`;
  const rest = sql`substr(walk.path, ${skipped + 1})`;
  const next = sql`case when strpos(${rest}, '/') > 0
    then substr(walk.path, 1, ${skipped}) || split_part(${rest}, '/', 1) || '0' else walk.path || E'\\x01' end`;
  const rows = await db.execute<{ path: string }>(sql`
    with recursive walk(path, step) as (
      (select f.path, 1 from bucket_files f where ${inside} and f.path >= ${from} order by f.path limit 1)
      union all
      select (select f.path from bucket_files f where ${inside} and f.path >= (${next}) collate "C"
               order by f.path limit 1), walk.step + 1
        from walk where walk.path is not null and walk.step < ${limit}::int)
    select path from walk where path is not null`);
  const paths = rows.map(({ path }) => path);
  return paths.length === 0 ? [] : findBucketFiles(db, bucketId, paths);
}

/** Keeps the collector away from these files while they are given to a bucket; those that are there, with their sizes. */
export async function touchFiles(ctx: Ctx, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map();
  const named = inArray(xetFiles.hash, [...hashes]);
  // In one order, so that two writers that share files do not wait for each other.
  await ctx.db.select({ hash: xetFiles.hash }).from(xetFiles).where(named).orderBy(asc(xetFiles.hash)).for("update");
  const rows = await ctx.db
    .update(xetFiles)
    .set({ touchedAt: ctx.now() })
    .where(named)
    .returning({ hash: xetFiles.hash, size: xetFiles.size });
  return new Map(rows.map(({ hash, size }) => [hash, size]));
}

/** Those of the files that a repository or a bucket may read. */
export async function findReadableHashes(
  db: Db,
  { sourceId, hashes }: { readonly sourceId: string; readonly hashes: readonly string[] },
): Promise<Set<string>> {
  const named = [...hashes];
  const [links, files] = await Promise.all([
    db
      .select({ hash: xetLinks.fileHash })
      .from(xetLinks)
      .where(and(eq(xetLinks.repoId, sourceId), inArray(xetLinks.fileHash, named))),
    db
      .select({ hash: bucketFiles.fileHash })
      .from(bucketFiles)
      .where(and(inBucket(sourceId), inArray(bucketFiles.fileHash, named))),
  ]);
  return new Set([...links, ...files].flatMap(({ hash }) => hash ?? []));
}

export async function putBucketFiles(db: Db, rows: readonly BucketFileRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(bucketFiles)
    .values([...rows])
    .onConflictDoUpdate({
      target: [bucketFiles.bucketId, bucketFiles.path],
      set: {
        fileHash: sql`excluded.file_hash`,
        size: sql`excluded.size`,
        modifiedAt: sql`excluded.modified_at`,
        uploadedAt: sql`excluded.uploaded_at`,
      },
    });
}

export async function deleteBucketFileRows(db: Db, bucketId: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await db.delete(bucketFiles).where(and(inBucket(bucketId), inArray(bucketFiles.path, [...paths])));
}

/** Nobody reads these any more on behalf of the bucket; the collector gives them another day. */
export async function removeBucketRows(ctx: Ctx, bucketId: string): Promise<void> {
  const held = ctx.db.select({ hash: bucketFiles.fileHash }).from(bucketFiles).where(inBucket(bucketId));
  await ctx.db.update(xetFiles).set({ touchedAt: ctx.now() }).where(inArray(xetFiles.hash, held));
  await ctx.db.delete(bucketFiles).where(inBucket(bucketId));
}

/** What was uploaded for these buckets, and touched by nobody since then: they keep what they hold without it. */
export async function removeStagedLinks(db: Db, bucketIds: readonly string[], before: Date): Promise<number> {
  const isOld = db
    .select({ one: sql`1` })
    .from(xetFiles)
    .where(and(eq(xetFiles.hash, xetLinks.fileHash), lt(xetFiles.touchedAt, before)));
  const rows = await db
    .delete(xetLinks)
    .where(and(inArray(xetLinks.repoId, [...bucketIds]), exists(isOld)))
    .returning({ hash: xetLinks.fileHash });
  return rows.length;
}
