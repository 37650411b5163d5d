export interface TypedWord {
  readonly sign: "@" | "#";
  readonly query: string;
  /** Where the sign stands in the text. */
  readonly start: number;
}

const PERSON = /(?<![\w@/.-])@([\w.-]{0,96})$/;
const DISCUSSION = /(?<![\w#/.-])#([^\s#@]{0,60})$/;
const LONGEST = 100;

/** The name or number that is being written where the caret stands; `null` elsewhere. */
export function typedWord(text: string, caret: number): TypedWord | null {
  const before = text.slice(Math.max(0, caret - LONGEST), caret);
  for (const [sign, pattern] of [["@", PERSON] as const, ["#", DISCUSSION] as const]) {
    const query = pattern.exec(before)?.[1];
    const start = caret - (query?.length ?? 0) - 1;
    // A line that begins with the sign alone is the begin of a heading.
    const isHeading = sign === "#" && query === "" && /(?:^|\n)$/.test(text.slice(0, start));
    if (query !== undefined && !isHeading) return { sign, query, start };
  }
  return null;
}
