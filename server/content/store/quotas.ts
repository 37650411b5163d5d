import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { storagePlaces, storageQuotas } from "@/db/schema/content/quotas";
import type { Ctx } from "@/server/kernel";

export interface Place {
  readonly placeId: string;
  readonly ownerId: string;
  readonly isBucket?: boolean;
}

export const insertPlace = async (db: Db, place: Place): Promise<void> => {
  await db.insert(storagePlaces).values(place).onConflictDoNothing();
};

export const updateOwnerOfPlaces = async (db: Db, placeIds: readonly string[], ownerId: string): Promise<void> => {
  await db
    .update(storagePlaces)
    .set({ ownerId })
    .where(inArray(storagePlaces.placeId, [...placeIds]));
};

export const deletePlace = async (db: Db, placeId: string): Promise<void> => {
  await db.delete(storagePlaces).where(eq(storagePlaces.placeId, placeId));
};

/** For what no link tells: the files of a bucket. */
export const addToPlace = async (db: Db, placeId: string, bytes: number): Promise<void> => {
  await db
    .update(storagePlaces)
    .set({ bytes: sql`${storagePlaces.bytes} + ${bytes}` })
    .where(eq(storagePlaces.placeId, placeId));
};

/** Whose a place is, and what holds for them alone; `null` for a place that is not counted. */
export async function findPlace(db: Db, placeId: string) {
  const [row] = await db
    .select({ ownerId: storagePlaces.ownerId, isBucket: storagePlaces.isBucket, quota: storageQuotas })
    .from(storagePlaces)
    .leftJoin(storageQuotas, eq(storageQuotas.ownerId, storagePlaces.ownerId))
    .where(eq(storagePlaces.placeId, placeId));
  return row ?? null;
}

export async function findQuota(db: Db, ownerId: string) {
  const [row] = await db.select().from(storageQuotas).where(eq(storageQuotas.ownerId, ownerId));
  return row ?? null;
}

/** A sum over as many rows as the owner has repositories, however many files they hold. */
export async function sumPlaces(db: Db, ownerId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${storagePlaces.bytes}), 0)`.mapWith(Number) })
    .from(storagePlaces)
    .where(eq(storagePlaces.ownerId, ownerId));
  return row?.bytes ?? 0;
}

/** What lies in these places and counts for others than this owner. */
export async function sumOfOthers(db: Db, placeIds: readonly string[], ownerId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${storagePlaces.bytes}), 0)`.mapWith(Number) })
    .from(storagePlaces)
    .where(and(inArray(storagePlaces.placeId, [...placeIds]), ne(storagePlaces.ownerId, ownerId)));
  return row?.bytes ?? 0;
}

/** Until the caller's transaction ends nobody else adds bytes for this owner. */
export const lockStorageOf = (db: Db, ownerId: string) => lockFor(db, "content.storage", ownerId);

export async function putQuota(ctx: Ctx, ownerId: string, maxBytes: number | null): Promise<void> {
  const updatedAt = ctx.now();
  await ctx.db
    .insert(storageQuotas)
    .values({ ownerId, maxBytes, updatedAt })
    .onConflictDoUpdate({ target: storageQuotas.ownerId, set: { maxBytes, updatedAt } });
}

export const deleteQuota = async (db: Db, ownerId: string): Promise<void> => {
  await db.delete(storageQuotas).where(eq(storageQuotas.ownerId, ownerId));
};
