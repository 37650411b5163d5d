/** Paths of which one asks for all below a folder. */
export interface ArrivedPaths {
  readonly add: (path: string) => void;
  /** All paths below a folder, at whatever depth; they are no longer held then. */
  readonly takeBelow: (folder: string) => readonly string[];
}

/** So many paths are looked through one by one, before they are sorted into the others. */
const MAX_UNSORTED = 500;

/** Takes no more memory than the paths themselves, however deep they are: those below a folder stand together. */
export function createArrivedPaths(): ArrivedPaths {
  let sorted: string[] = [];
  let unsorted: string[] = [];
  return {
    add(path) {
      unsorted.push(path);
      if (unsorted.length <= MAX_UNSORTED) return;
      sorted = [...sorted, ...unsorted].sort();
      unsorted = [];
    },
    takeBelow(folder) {
      const start = `${folder}/`;
      const isBelow = (path: string) => path.startsWith(start);
      const from = placeIn(sorted, start);
      const taken = sorted.splice(from, placeIn(sorted, `${folder}${AFTER_SLASH}`) - from);
      const fresh = unsorted.filter(isBelow);
      if (fresh.length > 0) unsorted = unsorted.filter((path) => !isBelow(path));
      return [...taken, ...fresh];
    },
  };
}

const AFTER_SLASH = "0";

/** Where the first path stands that does not come before this one. */
function placeIn(sorted: readonly string[], path: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? "") < path) from = middle + 1;
    else to = middle;
  }
  return from;
}
