import type { DiffHunk } from "./contract";

export interface FilePatch {
  readonly isBinary: boolean;
  readonly isTruncated: boolean;
  readonly hunks: readonly DiffHunk[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;
const LINE_KINDS = { " ": "context", "+": "added", "-": "removed" } as const;
const MAX_LINE_LENGTH = 2_000;

interface OpenPatch {
  isBinary: boolean;
  isTruncated: boolean;
  readonly hunks: DiffHunk[];
  lineCount: number;
}

/**
 * Reads what `git diff -p` prints, one entry per `diff --git`. The lengths in a hunk's header say where it ends, so no
 * content can be taken for a header. A text that stops in the middle leaves its last file truncated.
 */
export function parsePatches(text: string, maxLinesPerFile: number): FilePatch[] {
  const patches: OpenPatch[] = [];
  const lines = text.split("\n");
  let old = 0;
  let added = 0;
  for (const line of lines) {
    const patch = patches.at(-1);
    if (patch && (old > 0 || added > 0)) {
      const kind = LINE_KINDS[line.charAt(0) as keyof typeof LINE_KINDS];
      if (kind === undefined) continue;
      if (kind !== "added") old -= 1;
      if (kind !== "removed") added -= 1;
      keepLine(patch, { kind, text: line.slice(1, MAX_LINE_LENGTH + 1) }, maxLinesPerFile);
    } else if (line.startsWith("diff --git ")) {
      patches.push({ isBinary: false, isTruncated: false, hunks: [], lineCount: 0 });
    } else if (line.startsWith("Binary files ")) {
      if (patch) patch.isBinary = true;
    } else {
      const hunk = HUNK.exec(line);
      if (!hunk || !patch) continue;
      const [, oldStart, oldCount = "1", newStart, newCount = "1", heading = ""] = hunk;
      old = Number(oldCount);
      added = Number(newCount);
      if (patch.lineCount < maxLinesPerFile) {
        patch.hunks.push({ oldStart: Number(oldStart), newStart: Number(newStart), heading, lines: [] });
      }
    }
  }
  const last = patches.at(-1);
  if (last && (old > 0 || added > 0)) last.isTruncated = true;
  return patches;
}

function keepLine(patch: OpenPatch, line: DiffHunk["lines"][number], maxLines: number) {
  patch.lineCount += 1;
  if (patch.lineCount > maxLines) patch.isTruncated = true;
  else patch.hunks.at(-1)?.lines.push(line);
}
