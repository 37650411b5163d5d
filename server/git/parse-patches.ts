import type { DiffHunk } from "./contract";

export interface FilePatch {
  /** `<old>..<new>`, 40 digits each; `null` for a file that only has another name or mode. */
  readonly blobs: string | null;
  readonly isBinary: boolean;
  readonly isTruncated: boolean;
  readonly hunks: readonly DiffHunk[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;
const BLOBS = /^index ([0-9a-f]{40}\.\.[0-9a-f]{40})(?: |$)/;
const LINE_KINDS = { " ": "context", "+": "added", "-": "removed" } as const;
const MAX_LINE_LENGTH = 2_000;

interface OpenPatch {
  blobs: string | null;
  isBinary: boolean;
  isTruncated: boolean;
  readonly hunks: DiffHunk[];
  lineCount: number;
  /** Lines that the open hunk still has on each side. */
  oldLeft: number;
  newLeft: number;
}

/**
 * Reads what `git diff -p` prints, one entry per `diff --git`. The lengths in a hunk's header say where it ends, so no
 * content can be taken for a header. A text that stops in the middle leaves its last file truncated.
 */
export function parsePatches(text: string, maxLinesPerFile: number): FilePatch[] {
  const patches: OpenPatch[] = [];
  for (const line of text.split("\n")) {
    const patch = patches.at(-1);
    if (patch && isInHunk(patch)) takeLine(patch, line, maxLinesPerFile);
    else if (line.startsWith("diff --git ")) patches.push(openPatch());
    else if (patch) takeHeader(patch, line, maxLinesPerFile);
  }
  const last = patches.at(-1);
  if (last && isInHunk(last)) last.isTruncated = true;
  return patches;
}

const openPatch = (): OpenPatch => ({
  blobs: null,
  isBinary: false,
  isTruncated: false,
  hunks: [],
  lineCount: 0,
  oldLeft: 0,
  newLeft: 0,
});

const isInHunk = ({ oldLeft, newLeft }: OpenPatch) => oldLeft > 0 || newLeft > 0;

function takeLine(patch: OpenPatch, line: string, maxLines: number) {
  const kind = LINE_KINDS[line.charAt(0) as keyof typeof LINE_KINDS];
  // "\ No newline at end of file"
  if (kind === undefined) return;
  if (kind !== "added") patch.oldLeft -= 1;
  if (kind !== "removed") patch.newLeft -= 1;
  patch.lineCount += 1;
  if (patch.lineCount > maxLines) patch.isTruncated = true;
  else patch.hunks.at(-1)?.lines.push({ kind, text: line.slice(1, MAX_LINE_LENGTH + 1) });
}

function takeHeader(patch: OpenPatch, line: string, maxLines: number) {
  if (line.startsWith("Binary files ")) patch.isBinary = true;
  patch.blobs ??= BLOBS.exec(line)?.[1] ?? null;
  const hunk = HUNK.exec(line);
  if (!hunk) return;
  const [, oldStart, oldCount = "1", newStart, newCount = "1", heading = ""] = hunk;
  patch.oldLeft = Number(oldCount);
  patch.newLeft = Number(newCount);
  if (patch.lineCount >= maxLines) return;
  patch.hunks.push({ oldStart: Number(oldStart), newStart: Number(newStart), heading, lines: [] });
}
