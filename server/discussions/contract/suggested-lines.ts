interface Suggested {
  /** What is said before it. */
  readonly before: string;
  /** The lines that are to stand instead of those that were commented on, each with its end. */
  readonly lines: string;
  readonly after: string;
}

/** The first fenced block named `suggestion` of a comment; `null` without one. */
export function suggestedLines(text: string): Suggested | null {
  const found = /^(?:```|~~~)suggestion[^\n]*\r?\n([\s\S]*?)^(?:```|~~~)[^\S\n]*$/m.exec(text);
  if (!found) return null;
  const [block, lines = ""] = found;
  return { before: text.slice(0, found.index), lines, after: text.slice(found.index + block.length) };
}
