export const FORMATS = ["bold", "code", "link", "list", "task"] as const;
export type Format = (typeof FORMATS)[number];

export interface Selection {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands instead of a part of the text, and what is selected afterwards; places are in the text as it was. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly selectFrom: number;
  readonly selectTo: number;
}

const AROUND = { bold: ["**", "**"], code: ["`", "`"], link: ["[", "](https://)"] } as const;
const BEFORE = { list: "- ", task: "- [ ] " } as const;

/** What a button of the bar does to the chosen text; chosen again, it is taken back where marks stand around it. */
export function formatted(format: Format, chosen: Selection): Replacement {
  switch (format) {
    case "bold":
    case "code":
    case "link":
      return surrounded(chosen, AROUND[format]);
    case "list":
    case "task":
      return listed(chosen, BEFORE[format]);
  }
}

function surrounded({ text, start, end }: Selection, [open, close]: readonly [string, string]): Replacement {
  const inner = text.slice(start, end);
  const isMarked = text.slice(0, start).endsWith(open) && text.slice(end).startsWith(close);
  if (isMarked) {
    const from = start - open.length;
    return { start: from, end: end + close.length, text: inner, selectFrom: from, selectTo: from + inner.length };
  }
  const selectFrom = start + open.length;
  return { start, end, text: `${open}${inner}${close}`, selectFrom, selectTo: selectFrom + inner.length };
}

function listed({ text, start, end }: Selection, mark: string): Replacement {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split("\n");
  const isListed = lines.every((line) => line.startsWith(mark));
  const next = lines.map((line) => (isListed ? line.slice(mark.length) : `${mark}${line}`)).join("\n");
  return { start: from, end: to, text: next, selectFrom: from + next.length, selectTo: from + next.length };
}
