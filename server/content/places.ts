import type { Ctx } from "@/server/kernel";
import { holdQuotaOf } from "./quota";
import { insertPlace, type Place, sumOfOthers, updateOwnerOfPlaces } from "./store/quotas";

/** From now on what is linked there counts for the owner. In the transaction that makes the place. */
export const openPlace = ({ db }: Ctx, place: Place): Promise<void> => insertPlace(db, place);

/**
 * They have another owner; what they hold counts for that one. In the transaction that moves them. Throws
 * `quota_exceeded` (`storage_quota`) when that one may not keep so much.
 */
export async function movePlaces(ctx: Ctx, placeIds: readonly string[], ownerId: string): Promise<void> {
  const bytes = await sumOfOthers(ctx.db, placeIds, ownerId);
  if (bytes > 0) await holdQuotaOf(ctx, { ownerId, bytes });
  await updateOwnerOfPlaces(ctx.db, placeIds, ownerId);
}
