import { and, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { uploads } from "@/db/schema/content";
import { storageArrivals } from "@/db/schema/content/quotas";
import type { Ctx } from "@/server/kernel";

export type ArrivalRow = typeof storageArrivals.$inferSelect;
type ArrivalPlace = Pick<ArrivalRow, "ownerId" | "key">;

const at = ({ ownerId, key }: ArrivalPlace) => and(eq(storageArrivals.ownerId, ownerId), eq(storageArrivals.key, key));

/** What is sent again is waited for as long as what is sent first; `false` when it is not on its way yet. */
export async function prolongArrival(db: Db, { expiresAt, ...place }: ArrivalRow): Promise<boolean> {
  const rows = await db
    .update(storageArrivals)
    .set({ expiresAt })
    .where(at(place))
    .returning({ key: storageArrivals.key });
  return rows.length > 0;
}

/** Nothing for an upload that was given up meanwhile. In a transaction. */
export async function insertArrival(db: Db, row: ArrivalRow): Promise<void> {
  const isGone = row.uploadId !== null && !(await isOpen(db, row.uploadId));
  if (!isGone) await db.insert(storageArrivals).values(row).onConflictDoNothing();
}

async function isOpen(db: Db, uploadId: string): Promise<boolean> {
  const rows = await db.select({ id: uploads.id }).from(uploads).where(eq(uploads.id, uploadId)).for("key share");
  return rows.length > 0;
}

export const deleteArrival = async (db: Db, place: ArrivalPlace): Promise<void> => {
  await db.delete(storageArrivals).where(at(place));
};

export const deleteArrivalsOfUpload = async (db: Db, uploadId: string): Promise<void> => {
  await db.delete(storageArrivals).where(eq(storageArrivals.uploadId, uploadId));
};

export const xorbArrival = (hash: string): string => `xorb ${hash}`;

/** So many bytes fewer of xorbs, by their hashes; those of which nothing is left are on their way no more. */
export async function lowerXorbArrivals(db: Db, ownerId: string, by: ReadonlyMap<string, number>): Promise<void> {
  const keys = sql`${sql.param([...by.keys()].map(xorbArrival))}::text[]`;
  const given = sql`unnest(${keys}, ${sql.param([...by.values()])}::bigint[]) as given(key, bytes)`;
  await db.execute(sql`
    update storage_arrivals a set bytes = a.bytes - given.bytes from ${given}
     where a.owner_id = ${ownerId} and a.key = given.key`);
  await db.delete(storageArrivals).where(and(eq(storageArrivals.ownerId, ownerId), lte(storageArrivals.bytes, 0)));
}

export async function sumArrivals({ db, now }: Ctx, ownerId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${storageArrivals.bytes}), 0)`.mapWith(Number) })
    .from(storageArrivals)
    .where(
      and(
        eq(storageArrivals.ownerId, ownerId),
        or(isNull(storageArrivals.expiresAt), gt(storageArrivals.expiresAt, now())),
      ),
    );
  return row?.bytes ?? 0;
}

export const deleteExpiredArrivals = async ({ db, now }: Ctx): Promise<void> => {
  await db.delete(storageArrivals).where(lt(storageArrivals.expiresAt, now()));
};
