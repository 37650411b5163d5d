import { createLatest } from "@/server/kept/latest";
import type { Drawn } from "./thread";

/** What was drawn lately, by the SHA-256 of its source: as much as fits, the latest. */
export interface KeptDrawings {
  get(key: string): Drawn | undefined;
  /** `forMs`: how long it is taken for true; for ever unless told. */
  set(key: string, drawn: Drawn, forMs?: number): void;
}

interface Kept {
  readonly drawn: Drawn;
  readonly until: number;
}

/** Key, place in the map and the object around the bytes. */
const ROUND_BYTES = 300;

const weightOf = ({ drawn }: Kept) => ROUND_BYTES + (drawn?.packed.byteLength ?? 0);

export function createKeptDrawings(mostBytes: number): KeptDrawings {
  const all = createLatest<Kept>({ most: mostBytes, weightOf });
  return {
    get(key) {
      const kept = all.get(key);
      if (kept === undefined || kept.until >= performance.now()) return kept?.drawn;
      all.delete(key);
      return undefined;
    },
    set(key, drawn, forMs = Number.POSITIVE_INFINITY) {
      all.set(key, { drawn, until: performance.now() + forMs });
    },
  };
}
