import type { DiffLine } from "./diff-rows";

/** One row of a side-by-side view; a side is missing where a line only came or went. */
export interface DiffPair<Line> {
  readonly before: Line | null;
  readonly after: Line | null;
}

/** Lines that were replaced stand beside what replaced them. */
export function pairsOf<Line extends Pick<DiffLine, "type">>(lines: readonly Line[]): DiffPair<Line>[] {
  const pairs: DiffPair<Line>[] = [];
  let removed: Line[] = [];
  let added: Line[] = [];
  const flush = () => {
    for (let row = 0; row < Math.max(removed.length, added.length); row += 1) {
      pairs.push({ before: removed[row] ?? null, after: added[row] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.type === "removed" && added.length > 0) flush();
    if (line.type === "removed") removed.push(line);
    else if (line.type === "added") added.push(line);
    else {
      flush();
      pairs.push({ before: line, after: line });
    }
  }
  flush();
  return pairs;
}

/** Longer lines are not worth the look. */
const MAX_LENGTH = 500;

/** The lines with what changed inside them, where one line replaced one other that it resembles. */
export function withMarks(lines: readonly DiffLine[]): DiffLine[] {
  const marks = new Map<DiffLine, DiffLine["mark"]>();
  for (const { before, after } of pairsOf(lines)) {
    if (before?.type !== "removed" || after?.type !== "added") continue;
    const [old, young] = differenceOf(before.text, after.text) ?? [];
    if (old) marks.set(before, old);
    if (young) marks.set(after, young);
  }
  return lines.map((line) => {
    const mark = marks.get(line);
    return mark ? { ...line, mark } : line;
  });
}

/** The stretch between the common beginning and the common end; nothing when most of it is different. */
function differenceOf(one: string, two: string): [NonNullable<DiffLine["mark"]>, NonNullable<DiffLine["mark"]>] | null {
  const shorter = Math.min(one.length, two.length);
  if (Math.max(one.length, two.length) > MAX_LENGTH) return null;
  let start = 0;
  while (start < shorter && one[start] === two[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === two.at(-1 - end)) end += 1;
  if ((start + end) * 3 < shorter) return null;
  return [
    { start, end: one.length - end },
    { start, end: two.length - end },
  ];
}
