import type { DiffHunk as ShownHunk } from "@/components/patterns/diff-view";
import type { DiffHunk } from "@/server/git/contract";

const countOf = (lines: DiffHunk["lines"], other: "added" | "removed") =>
  lines.filter(({ kind }) => kind !== other).length;

/** Hunks with the number that each line has on both sides. */
export function diffHunksOf(hunks: readonly DiffHunk[]): readonly ShownHunk[] {
  return hunks.map(({ oldStart, newStart, heading, lines }) => {
    const sides = `-${oldStart},${countOf(lines, "added")} +${newStart},${countOf(lines, "removed")}`;
    let [before, after] = [oldStart, newStart];
    return {
      header: `@@ ${sides} @@ ${heading}`.trimEnd(),
      lines: lines.map(({ kind, text }) => ({
        type: kind,
        text,
        ...(kind !== "added" && { before: before++ }),
        ...(kind !== "removed" && { after: after++ }),
      })),
    };
  });
}
