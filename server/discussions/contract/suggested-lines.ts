interface Suggested {
  /** What is said before it. */
  readonly before: string;
  /** The lines that are to stand instead of those that were commented on, each with its end. */
  readonly lines: string;
  readonly after: string;
}

/** The first fenced block named `suggestion` of a comment; `null` without one. */
export function suggestedLines(text: string): Suggested | null {
  const begin = /^(?:```|~~~)suggestion[^\n]*\n/m.exec(text);
  if (!begin) return null;
  const from = begin.index + begin[0].length;
  const rest = text.slice(from);
  const end = /^(?:```|~~~)[ \t\r]*$/m.exec(rest);
  if (!end) return null;
  return {
    before: text.slice(0, begin.index),
    lines: rest.slice(0, end.index),
    after: rest.slice(end.index + end[0].length),
  };
}
