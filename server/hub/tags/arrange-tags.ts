import type { TagRule } from "../contract/tag-rule";
import { typedWordsOf, wordOf } from "./aliases";

interface Counted {
  readonly word: string;
  readonly count: number;
}

/** Words of filters as rules want them: featured ones in their order, then the most frequent; aliases add to their target. */
export function arrangeTags(counted: readonly Counted[], rules: readonly TagRule[]): readonly string[] {
  if (rules.length === 0) return counted.map(({ word }) => word);
  const byWord = new Map(rules.map((rule) => [wordOf(rule.facet, rule.tag), rule]));
  const ruleOf = (word: string) => byWord.get(typedWordsOf(word)[0] ?? word);
  const counts = new Map<string, number>();
  for (const { word, count } of counted) {
    const shown = targetOf(word, ruleOf(word));
    counts.set(shown, (counts.get(shown) ?? 0) + count);
  }
  const placeOf = (word: string) => ruleOf(word)?.position ?? Number.POSITIVE_INFINITY;
  return [...counts]
    .filter(([word]) => ruleOf(word)?.rule !== "hidden")
    .map(([word, count]) => ({ word, count, place: placeOf(word) }))
    .sort((a, b) => compare(a.place, b.place) || b.count - a.count || compare(a.word, b.word))
    .map(({ word }) => word);
}

/** With the type that the alias has. */
const targetOf = (word: string, rule: TagRule | undefined): string =>
  rule?.rule === "alias" && rule.target !== null
    ? `${word.slice(0, word.length - rule.tag.length)}${rule.target}`
    : word;

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
