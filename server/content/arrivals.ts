import { atomically, type Ctx } from "@/server/kernel";
import { holdQuota, limitAt } from "./quota";
import * as store from "./store/arrivals";
import { findPlace } from "./store/quotas";

interface Arrival {
  /** Repository, bucket or attachment. */
  readonly placeId: string;
  /** What is on its way: sent again, at once or later, it counts once. */
  readonly key: string;
  readonly bytes: number;
  /** It counts until the upload ends that it is a part of, or for so long. */
  readonly until: { readonly uploadId: string } | { readonly lastsMs: number };
  /** Whether it is something that the owner has already. */
  readonly isLinked?: (ownerId: string) => Promise<boolean>;
}

/**
 * Takes bytes in that nobody links yet: from before the first of them comes they count for the owner, whatever else is
 * sent at the same time, until they are linked, given up or collected. Those of work that fails count no longer. Where
 * there is no limit nothing is noted. Throws `quota_exceeded` (`storage_quota`).
 */
export async function arriving<T>(ctx: Ctx, arrival: Arrival, work: () => Promise<T>): Promise<T> {
  const noted = await note(ctx, arrival);
  try {
    return await work();
  } catch (error) {
    if (noted) await store.deleteArrival(ctx.db, noted);
    throw error;
  }
}

/** `null` where it counts already, or nothing does. */
async function note(ctx: Ctx, { placeId, key, bytes, until, isLinked }: Arrival) {
  const limit = await limitAt(ctx, placeId);
  if (limit === null) return null;
  const uploadId = "uploadId" in until ? until.uploadId : null;
  const expiresAt = "lastsMs" in until ? new Date(ctx.now().getTime() + until.lastsMs) : null;
  const row = { ownerId: limit.ownerId, key, bytes, uploadId, expiresAt };
  if ((await store.prolongArrival(ctx.db, row)) || (await isLinked?.(limit.ownerId))) return null;
  return atomically(ctx, async (ctx) => {
    await holdQuota(ctx, { placeId, bytes });
    await store.insertArrival(ctx.db, row);
    return row;
  });
}

/** What was on its way counts as linked from now on: for who holds the quota in the transaction that links it. */
export async function endArrival(ctx: Ctx, { placeId, key }: Pick<Arrival, "placeId" | "key">): Promise<void> {
  const place = await findPlace(ctx.db, placeId);
  if (place) await store.deleteArrival(ctx.db, { ownerId: place.ownerId, key });
}
