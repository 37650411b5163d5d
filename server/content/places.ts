import type { Ctx } from "@/server/kernel";
import { insertPlace, type Place, updateOwnerOfPlaces } from "./store/quotas";

/** From now on what is linked there counts for the owner. In the transaction that makes the place. */
export const openPlace = ({ db }: Ctx, place: Place): Promise<void> => insertPlace(db, place);

/** They have another owner; what they hold counts for that one. In the transaction that moves them. */
export const movePlaces = ({ db }: Ctx, placeIds: readonly string[], ownerId: string): Promise<void> =>
  updateOwnerOfPlaces(db, placeIds, ownerId);
