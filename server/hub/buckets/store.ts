import { and, asc, desc, eq, gt, like, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { bucketRedirects, buckets } from "@/db/schema/hub/buckets";
import { listFilter } from "@/server/access";
import type { Ctx, Slice } from "@/server/kernel";

export type BucketRow = typeof buckets.$inferSelect;

/** Where a bucket is, with the owner's name already looked up. */
interface Place {
  readonly ownerId: string;
  readonly nameFolded: string;
}

const at = ({ ownerId, nameFolded }: Place) => and(eq(buckets.ownerId, ownerId), eq(buckets.nameFolded, nameFolded));

export async function findBucketAt(db: Db, place: Place): Promise<BucketRow | null> {
  const [row] = await db.select().from(buckets).where(at(place));
  return row ?? null;
}

/** The bucket that had this address before it was renamed or moved. */
export async function findMovedBucket(db: Db, { ownerId, nameFolded }: Place): Promise<BucketRow | null> {
  const [row] = await db
    .select({ bucket: buckets })
    .from(bucketRedirects)
    .innerJoin(buckets, eq(buckets.id, bucketRedirects.bucketId))
    .where(and(eq(bucketRedirects.ownerId, ownerId), eq(bucketRedirects.nameFolded, nameFolded)));
  return row?.bucket ?? null;
}

/** The row, locked until the transaction ends: one writer at a time changes files and sums. `null` when it is gone. */
export async function lockBucketRow(db: Db, id: string): Promise<BucketRow | null> {
  const [row] = await db.select().from(buckets).where(eq(buckets.id, id)).for("update");
  return row ?? null;
}

/** `false` when the name is taken. A redirect from that name is given up. */
export async function insertBucket(db: Db, row: BucketRow): Promise<boolean> {
  const made = await db.insert(buckets).values(row).onConflictDoNothing().returning({ id: buckets.id });
  if (made.length === 0) return false;
  await dropBucketRedirect(db, row);
  return true;
}

export const updateBucketRow = async (db: Db, id: string, change: Partial<Omit<BucketRow, "id">>): Promise<void> => {
  await db.update(buckets).set(change).where(eq(buckets.id, id));
};

export const deleteBucketRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(buckets).where(eq(buckets.id, id));
};

export const dropBucketRedirect = async (db: Db, { ownerId, nameFolded }: Place): Promise<void> => {
  await db
    .delete(bucketRedirects)
    .where(and(eq(bucketRedirects.ownerId, ownerId), eq(bucketRedirects.nameFolded, nameFolded)));
};

/** From now on this address leads to the bucket. */
export const putBucketRedirect = async (db: Db, { id: bucketId, ownerId, nameFolded }: BucketRow): Promise<void> => {
  await db
    .insert(bucketRedirects)
    .values({ ownerId, nameFolded, bucketId })
    .onConflictDoUpdate({ target: [bucketRedirects.ownerId, bucketRedirects.nameFolded], set: { bucketId } });
};

const columns = {
  id: buckets.id,
  ownerId: buckets.ownerId,
  visibility: buckets.visibility,
  creatorId: buckets.creatorId,
};

interface Asked extends Slice {
  readonly ownerId: string | undefined;
  readonly search: string | undefined;
}

/** What the actor may see, newest first. */
export const listBucketRows = ({ db, actor }: Ctx, { ownerId, search, after, limit }: Asked): Promise<BucketRow[]> => {
  const pattern = search && containing(search.toLowerCase());
  return db
    .select()
    .from(buckets)
    .where(
      and(
        listFilter(actor, "repo.read", columns),
        ownerId === undefined ? undefined : eq(buckets.ownerId, ownerId),
        pattern ? like(buckets.nameFolded, pattern) : undefined,
        after
          ? sql`(${buckets.createdAt}, ${buckets.id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(buckets.createdAt), desc(buckets.id))
    .limit(limit);
};

export const listBucketsOfOwner = (db: Db, ownerId: string): Promise<{ readonly id: string }[]> =>
  db.select({ id: buckets.id }).from(buckets).where(eq(buckets.ownerId, ownerId));

/** All buckets in the order of their ids. */
export const listBucketIds = (
  db: Db,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly id: string }[]> =>
  db
    .select({ id: buckets.id })
    .from(buckets)
    .where(after === null ? undefined : gt(buckets.id, after))
    .orderBy(asc(buckets.id))
    .limit(limit);

/** Bytes of the files in all buckets of an account. */
export async function sumBuckets(db: Db, ownerId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${buckets.sizeBytes}), 0)`.mapWith(Number) })
    .from(buckets)
    .where(eq(buckets.ownerId, ownerId));
  return row?.bytes ?? 0;
}
