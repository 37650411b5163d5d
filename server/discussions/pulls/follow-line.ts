import type { DiffHunk } from "@/server/git/contract";

/**
 * Where a line is after a change, 1-based; `null` when the change took it away. Hunks are those of the file, in order,
 * as git prints them (unified diff).
 */
export function followLine(hunks: readonly DiffHunk[], line: number): number | null {
  const before = hunks.filter(({ oldStart }) => oldStart <= line);
  const hunk = before.at(-1);
  if (!hunk) return line;
  const walked = walk(hunk, line);
  return walked.found === undefined ? line + walked.shift : walked.found;
}

/** The line inside a hunk (`found`), or how far lines after the hunk have moved. */
function walk({ oldStart, newStart, lines }: DiffHunk, line: number) {
  let oldLine = oldStart;
  let newLine = newStart;
  for (const { kind } of lines) {
    if (kind !== "added" && oldLine === line) return { found: kind === "removed" ? null : newLine, shift: 0 };
    if (kind !== "added") oldLine += 1;
    if (kind !== "removed") newLine += 1;
  }
  return { found: undefined, shift: newLine - oldLine };
}
