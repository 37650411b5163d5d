import { type Named, namedWordsIn } from "./references/named";

/**
 * Code, quotes and links are no place for a mention or a reference. No alternative reads over the character that another
 * one of its kind begins with: the time grows with the text, whatever is in it.
 */
const SILENT = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`|\]\([^)\]\n]*\)|<[^<>\n]*>|https?:\/\/\S+/g;
/** A text without them. */
export const spokenOf = (text: string): string => text.replace(SILENT, " ");

const CLOSING = /(?<!\w)(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):?\s+#([1-9]\d{0,8})(?!\w)/gi;
const MAX_FOUND = 50;
const some = <T>(found: readonly T[]): T[] => [...new Set(found.slice(0, MAX_FOUND))];
const namedIn = (text: string): Named[] => namedWordsIn(spokenOf(text)).map(({ named }) => named);

/** Names of people after an `@`, as they are written. */
export const mentionsIn = (text: string): string[] =>
  some(namedIn(text).flatMap((named) => (named.type === "account" ? [named.name] : [])));

/** Numbers after a `#` that is not part of a word or of another repository's name. */
export const referencesIn = (text: string): number[] =>
  some(namedIn(text).flatMap((named) => (named.type === "discussion" ? [named.number] : [])));

/** Numbers that a commit or a pull request says it closes: `fixes #3`, `closes: #4`, `resolve #5`. */
export const closingsIn = (text: string): number[] =>
  some([...spokenOf(text).matchAll(CLOSING)].map((match) => Number(match[1])));
