import { wordsOf } from "./words";

/** A part of a repository that can be searched; words of an earlier one weigh more. */
export type DocumentPart = readonly string[];

const WEIGHTS = ["A", "B", "C", "D"] as const;
/** A text with more different words is searched by its first ones only. */
const MAX_WORDS = 6_000;
/** PostgreSQL counts no further (datatype-textsearch). */
const MAX_POSITION = 16_383;

/** PostgreSQL's `tsvector` of up to four parts, as text; each word once, where it weighs most. */
export function documentOf(parts: readonly DocumentPart[]): string {
  const places = new Map<string, string>();
  let position = 0;
  for (const [index, texts] of parts.entries()) {
    for (const text of texts) {
      for (const word of wordsOf(text)) {
        if (places.size >= MAX_WORDS) return literalOf(places);
        position = Math.min(position + 1, MAX_POSITION);
        if (!places.has(word)) places.set(word, `${position}${WEIGHTS[index] ?? "D"}`);
      }
    }
  }
  return literalOf(places);
}

const literalOf = (places: ReadonlyMap<string, string>) =>
  [...places].map(([word, place]) => `'${word}':${place}`).join(" ");
