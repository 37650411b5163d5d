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

const weightOf = (kept: Kept | undefined) => (kept ? ROUND_BYTES + (kept.drawn?.packed.byteLength ?? 0) : 0);

export function createKeptDrawings(mostBytes: number): KeptDrawings {
  const all = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= weightOf(all.get(key));
    all.delete(key);
  };
  const put = (key: string, kept: Kept) => {
    drop(key);
    all.set(key, kept);
    bytes += weightOf(kept);
  };
  return {
    get(key) {
      const kept = all.get(key);
      if (!kept) return undefined;
      drop(key);
      if (kept.until < performance.now()) return undefined;
      put(key, kept);
      return kept.drawn;
    },
    set(key, drawn, forMs = Number.POSITIVE_INFINITY) {
      put(key, { drawn, until: performance.now() + forMs });
      for (const [oldest] of all) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
  };
}
