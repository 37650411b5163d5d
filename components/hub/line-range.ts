/** Lines of a file, counted from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `#L10` and `#L10-L20`, in either order; `null` for anything else. */
export function lineRangeOf(hash: string): LineRange | null {
  const [, one, other] = /^#?L?(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(hash.trim()) ?? [];
  if (one === undefined) return null;
  const [from, to] = [Number(one), Number(other ?? one)];
  if (from === 0 || to === 0) return null;
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

export const hashOf = ({ from, to }: LineRange): string => (from === to ? `#L${from}` : `#L${from}-L${to}`);
