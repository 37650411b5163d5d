import { withMarks } from "@/components/patterns/diff-pairs";
import type { DiffHunk as ShownHunk } from "@/components/patterns/diff-view";
import type { DiffHunk } from "@/server/git/contract";

const countOf = (lines: DiffHunk["lines"], other: "added" | "removed") =>
  lines.filter(({ kind }) => kind !== other).length;

/** Hunks with the number that each line has on both sides, up to a number of lines in all. */
export function diffHunksOf(hunks: readonly DiffHunk[], maxLines: number) {
  const shown: ShownHunk[] = [];
  let left = maxLines;
  for (const { oldStart, newStart, heading, lines } of hunks) {
    if (left <= 0) break;
    const sides = `-${oldStart},${countOf(lines, "added")} +${newStart},${countOf(lines, "removed")}`;
    let [before, after] = [oldStart, newStart];
    const numbered = lines.slice(0, left).map(({ kind, text }) => ({
      type: kind,
      text,
      ...(kind !== "added" && { before: before++ }),
      ...(kind !== "removed" && { after: after++ }),
    }));
    shown.push({ header: `@@ ${sides} @@ ${heading}`.trimEnd(), lines: withMarks(numbered) });
    left -= lines.length;
  }
  return { hunks: shown, isCut: left < 0 };
}
