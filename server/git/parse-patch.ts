import type { DiffHunk } from "./contract";

export interface Patch {
  readonly isBinary: boolean;
  readonly isTruncated: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly hunks: DiffHunk[];
}

const MAX_LINES = 3_000;
const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/;
const KINDS = { " ": "context", "+": "added", "-": "removed" } as const;

/** One patch per file of `git diff --patch`, in its order (git-diff(1), "Generating patch text with -p"). */
export function parsePatches(text: string, { isCut }: { readonly isCut: boolean }): Patch[] {
  const sections = text.split(/^diff --git /m).slice(1);
  return sections.map((section, index) => parsePatch(section, isCut && index === sections.length - 1));
}

function parsePatch(section: string, isCut: boolean): Patch {
  const lines = section.split("\n");
  const start = lines.findIndex((line) => line.startsWith("@@ "));
  const isBinary = start < 0 && lines.some((line) => /^(?:Binary files |GIT binary patch)/.test(line));
  const body = start < 0 ? [] : lines.slice(start);
  const hunks = parseHunks(body.slice(0, MAX_LINES));
  const shown = hunks.flatMap((hunk) => hunk.lines);
  return {
    isBinary,
    isTruncated: isCut || body.length > MAX_LINES,
    additions: shown.filter(({ kind }) => kind === "added").length,
    deletions: shown.filter(({ kind }) => kind === "removed").length,
    hunks,
  };
}

function parseHunks(lines: readonly string[]): DiffHunk[] {
  const hunks: DiffHunk[] = [];
  for (const line of lines) {
    const [, oldStart, newStart, heading = ""] = HUNK.exec(line) ?? [];
    if (oldStart !== undefined) {
      hunks.push({ oldStart: Number(oldStart), newStart: Number(newStart), heading, lines: [] });
      continue;
    }
    const kind = KINDS[line.charAt(0) as keyof typeof KINDS];
    if (kind) hunks.at(-1)?.lines.push({ kind, text: line.slice(1) });
  }
  return hunks;
}
