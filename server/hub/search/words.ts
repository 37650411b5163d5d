/** Scripts without spaces between words: every two neighbours are a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/u;
const RUN = new RegExp(`${UNSPACED.source}|[\\p{L}\\p{N}]+`, "gu");
const PART = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}])+`, "gu");
const MAX_LENGTH = 64;

/**
 * The words of a text in the order they stand, in lower case: letters and digits between anything else, and pairs of
 * neighbours (bigrams) where a script writes no spaces. Full-width forms and ligatures count as plain letters.
 */
export function* wordsOf(text: string): Generator<string> {
  if (IS_ASCII.test(text)) yield* asciiWordsOf(text);
  else yield* anyWordsOf(text);
}

const IS_ASCII = /^[\0-\x7f]*$/;

/** The same as of any text, several times faster. */
const asciiWordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && word.length <= MAX_LENGTH);

function* anyWordsOf(text: string): Generator<string> {
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(RUN)) {
    const parts = UNSPACED.test(run) ? run.match(PART) : [run];
    for (const part of parts ?? []) {
      if (UNSPACED.test(part)) yield* pairsOf(part);
      else if (part.length <= MAX_LENGTH) yield part;
    }
  }
}

function* pairsOf(run: string): Generator<string> {
  const characters = [...run];
  if (characters.length === 1) yield run;
  for (let at = 0; at + 1 < characters.length; at++) yield `${characters[at]}${characters[at + 1]}`;
}

/** What somebody typed, cut at spaces; more words than this are not looked for. */
const MAX_TYPED = 12;

/** One typed word as PostgreSQL's `tsquery`: all its parts, each at the beginning of a word. `null` when nothing is left. */
export function wordQuery(typed: string): string | null {
  const parts = [...new Set(wordsOf(typed))].slice(0, MAX_TYPED);
  return parts.length === 0 ? null : parts.map((part) => `'${part}':*`).join(" & ");
}

export const typedWords = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, MAX_TYPED);
