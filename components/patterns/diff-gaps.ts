/** Lines that a diff leaves out because nothing changed in them. */
export interface DiffGap {
  /** 1-based, in the file after the change. */
  readonly from: number;
  /** Last line; `null`: to the end of the file, wherever that is. */
  readonly to: number | null;
  /** The number of a line before the change, less its number after it. */
  readonly shift: number;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly { readonly kind: "context" | "added" | "removed" }[];
}

/** Lines of context that git prints where the file has them. */
const CONTEXT = 3;

/**
 * What is left out before each hunk, and after the last one; `null` where nothing is. `isCut`: lines of the diff itself
 * are missing, so that nobody knows what comes after it.
 */
export function gapsOf(hunks: readonly Hunk[], { isCut }: { readonly isCut: boolean }): (DiffGap | null)[] {
  let next = 1;
  const gaps = hunks.map((hunk): DiffGap | null => {
    const { oldStart, newStart, newEnd } = edgesOf(hunk);
    const gap = newStart > next ? { from: next, to: newStart - 1, shift: oldStart - newStart } : null;
    next = newEnd;
    return gap;
  });
  const last = hunks.at(-1);
  if (!last) return [];
  const { oldEnd, newEnd } = edgesOf(last);
  const isOpen = !isCut && last.lines.slice(-CONTEXT).every(({ kind }) => kind === "context");
  return [...gaps, isOpen && last.lines.length > CONTEXT ? { from: newEnd, to: null, shift: oldEnd - newEnd } : null];
}

/** The ends are those of the lines that follow; of a side without lines git names the line before it. */
function edgesOf({ oldStart, newStart, lines }: Hunk) {
  const oldCount = lines.filter(({ kind }) => kind !== "added").length;
  const newCount = lines.filter(({ kind }) => kind !== "removed").length;
  const first = {
    oldStart: oldCount === 0 ? oldStart + 1 : oldStart,
    newStart: newCount === 0 ? newStart + 1 : newStart,
  };
  return { ...first, oldEnd: first.oldStart + oldCount, newEnd: first.newStart + newCount };
}

/** What was read of a gap: lines from its beginning, and lines up to its end. */
export interface ReadGap {
  readonly head: readonly string[];
  readonly tail: readonly string[];
  /** The file ended. */
  readonly isOver: boolean;
}
export const UNREAD: ReadGap = { head: [], tail: [], isOver: false };

export type GapWay = "down" | "up" | "all";

/** How many lines a step shows, and how many at most are read at once. */
export const GAP_STEP = 20;
const MAX_READ = 1_000;

/** What is still left out; `null` when all of it is shown. */
export function leftOf({ from, to, shift }: DiffGap, { head, tail, isOver }: ReadGap): DiffGap | null {
  const left = { from: from + head.length, to: to === null ? null : to - tail.length, shift };
  return isOver || (left.to !== null && left.from > left.to) ? null : left;
}

/** The ways in which what is left can be shown: a step where it goes on from lines that are shown, and all of it. */
export function waysOf({ from, to }: DiffGap): GapWay[] {
  if (to === null) return ["down", "all"];
  if (to - from < GAP_STEP) return ["all"];
  return from === 1 ? ["up", "all"] : ["down", "up", "all"];
}

/** How many lines "all" shows; `null` when that is not known. */
export const allOf = ({ from, to }: DiffGap): number | null => (to === null ? null : Math.min(to - from + 1, MAX_READ));

/** The lines to read, both ends included. */
export function rangeOf({ from, to }: DiffGap, way: GapWay): { readonly from: number; readonly to: number } {
  const end = to ?? Number.POSITIVE_INFINITY;
  switch (way) {
    case "down":
      return { from, to: Math.min(from + GAP_STEP - 1, end) };
    case "up":
      return { from: Math.max(from, end - GAP_STEP + 1), to: end };
    case "all":
      return { from, to: Math.min(from + MAX_READ - 1, end) };
  }
}

/** What is read of the gap after that. */
export function withLines(read: ReadGap, way: GapWay, { lines, hasMore }: FoundLines): ReadGap {
  if (way === "up") return { ...read, tail: [...lines, ...read.tail] };
  return { ...read, head: [...read.head, ...lines], isOver: !hasMore };
}

export interface FoundLines {
  readonly lines: readonly string[];
  /** The file goes on after them. */
  readonly hasMore: boolean;
}
