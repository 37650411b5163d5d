import type { Ctx } from "@/server/kernel";
import { lowerXorbArrivals, sumArrivals } from "../store/arrivals";
import { findPlace } from "../store/quotas";
import { CHUNK_HEADER_BYTES } from "./packed-chunk";
import type { Term } from "./terms";

interface Linked {
  readonly placeId: string;
  readonly terms: readonly Term[];
}

/**
 * What a file brings counts as linked from now on; the rest of its xorbs is on its way still, for the files that come
 * after it. For who holds the quota in the transaction that links it.
 */
export async function endArrivalsOf(ctx: Ctx, { placeId, terms }: Linked): Promise<void> {
  const place = await findPlace(ctx.db, placeId);
  if (place === null || (await sumArrivals(ctx, place.ownerId)) === 0) return;
  await lowerXorbArrivals(ctx.db, place.ownerId, broughtBy(terms));
}

/** Bytes of each xorb, unpacked: packed ones may be any number, and are not what the file is charged with. */
function broughtBy(terms: readonly Term[]): ReadonlyMap<string, number> {
  const brought = new Map<string, number>();
  for (const { xorb, start, end, unpacked } of terms) {
    brought.set(xorb, (brought.get(xorb) ?? 0) + unpacked + (end - start) * CHUNK_HEADER_BYTES);
  }
  return brought;
}
