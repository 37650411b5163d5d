import { DomainError, networkOf } from "@/server/kernel";

const MAX_AT_ONCE = 16;
/** Whoever reads slowly holds a place for as long as they like. */
const MAX_OF_NETWORK = 4;

/**
 * Places for what takes long: `enter` answers how to leave again. Throws `unavailable` when all are taken, or all that
 * one network may have.
 */
export function createPlaces() {
  const taken = new Map<string, number>();
  return (address: string | null): (() => void) => {
    const network = networkOf(address ?? "");
    const own = taken.get(network) ?? 0;
    const all = [...taken.values()].reduce((sum, count) => sum + count, 0);
    if (all >= MAX_AT_ONCE || own >= MAX_OF_NETWORK)
      throw new DomainError("unavailable", "Too many downloads are being packed; try again soon");
    taken.set(network, own + 1);
    return () => {
      const left = (taken.get(network) ?? 1) - 1;
      if (left > 0) taken.set(network, left);
      else taken.delete(network);
    };
  };
}
