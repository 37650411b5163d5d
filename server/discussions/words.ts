/**
 * Code, quotes and links are no place for a mention or a reference. No alternative reads over the character that another
 * one of its kind begins with: the time grows with the text, whatever is in it.
 */
const SILENT = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`|\]\([^)\]\n]*\)|<[^<>\n]*>|https?:\/\/\S+/g;
const spoken = (text: string): string => text.replace(SILENT, " ");

const MAX_FOUND = 50;
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...spoken(text).matchAll(pattern)].flatMap((match) => match[1] ?? []).slice(0, MAX_FOUND)),
];

/** Names after an `@`, as they are written. */
export const mentionsIn = (text: string): string[] => all(text, /(?<![\w@/.-])@([A-Za-z0-9](?:[\w.-]{0,94}\w)?)/g);

/** Numbers after a `#` that is not part of a word or of another repository's name. */
export const referencesIn = (text: string): number[] => all(text, /(?<![\w#/.-])#([1-9]\d{0,8})(?!\w)/g).map(Number);

/** Numbers that a commit or a pull request says it closes: `fixes #3`, `closes: #4`, `resolve #5`. */
export const closingsIn = (text: string): number[] =>
  all(text, /(?<!\w)(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?):?\s+#([1-9]\d{0,8})(?!\w)/gi).map(Number);

/** Fenced blocks named `suggestion`: the lines that are to stand instead of those that were commented on. */
export function suggestionIn(text: string): string | null {
  const [, lines] = /^(?:```|~~~)suggestion[^\n]*\r?\n([\s\S]*?)^(?:```|~~~)\s*$/m.exec(text) ?? [];
  return lines ?? null;
}
