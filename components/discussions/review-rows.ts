import type { DiffHunk } from "@/server/git/contract";

/** A line of a diff, and the line of the file that a comment on it is about. */
export interface ReviewRow {
  readonly key: string;
  readonly type: "context" | "added" | "removed";
  readonly side: "old" | "new";
  /** 1-based, in the file of its side. */
  readonly line: number;
  /** Where it is in the file before; `null` for one that was added. */
  readonly before: number | null;
  readonly text: string;
  /** Lines of one comment stand in one piece of the diff. */
  readonly hunk: number;
}

export function rowsOf({ oldStart, newStart, lines }: DiffHunk): ReviewRow[] {
  let [before, after] = [oldStart, newStart];
  return lines.map(({ kind, text }) => {
    const side = kind === "removed" ? "old" : "new";
    const line = side === "old" ? before : after;
    const row = { type: kind, side, line, before: kind === "added" ? null : before, text } as const;
    if (kind !== "added") before += 1;
    if (kind !== "removed") after += 1;
    return { ...row, key: `${side}${line}`, hunk: newStart };
  });
}

/** Lines that are to be commented on, both ends included. */
export interface LineChoice {
  readonly side: ReviewRow["side"];
  readonly hunk: number;
  /** Where choosing began. */
  readonly anchor: number;
  readonly from: number;
  readonly to: number;
}

export const chosenBy = ({ side, hunk, line }: ReviewRow): LineChoice => ({
  ...{ side, hunk, anchor: line, from: line, to: line },
});

/** From where choosing began to this line; to this line alone when both are not in one piece of one side. */
export function extendedTo(choice: LineChoice | null, row: ReviewRow): LineChoice {
  if (!choice || choice.side !== row.side || choice.hunk !== row.hunk) return chosenBy(row);
  const { anchor } = choice;
  return { ...choice, from: Math.min(anchor, row.line), to: Math.max(anchor, row.line) };
}

export const isChosen = (choice: LineChoice | null, { side, hunk, line }: ReviewRow): boolean =>
  choice !== null && choice.side === side && choice.hunk === hunk && choice.from <= line && line <= choice.to;
