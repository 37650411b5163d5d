import type { FacetName } from "../contract/repo";
import type { TagRule } from "../contract/tag-rule";

type Rule = Pick<TagRule, "facet" | "tag" | "rule" | "target">;

/** Words of filters that mean one thing, under each of them; the target is the first. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/** Facets whose values also stand alone among the tags of a repository. */
const BARE: readonly FacetName[] = ["task", "library", "language", "tag"];

/** Words with one of these types in front are values of a facet of another name. */
const FACET_OF_TYPE: Readonly<Record<string, FacetName>> = { task_categories: "task", pipeline_tag: "task" };

/** How a tag stands among the filters of a repository. */
export const wordOf = (facet: FacetName, tag: string): string => `${facet}:${tag}`;

export function aliasesOf(rules: readonly Rule[]): Aliases {
  const groups = new Map<string, string[]>();
  for (const { facet, tag, rule, target } of rules) {
    if (rule !== "alias" || target === null) continue;
    const first = wordOf(facet, target);
    const group = groups.get(first) ?? [first];
    groups.set(first, [...group, wordOf(facet, tag)]);
  }
  return new Map([...groups.values()].flatMap((group) => group.map((word) => [word, group] as const)));
}

/** Everything that a filter for this word finds, the word itself first. */
export function sameAs(aliases: Aliases, word: string): readonly string[] {
  return [...new Set([word, ...typedWordsOf(word).flatMap((typed) => aliases.get(typed) ?? [])])];
}

/** The facets that a word of filters may belong to, each with its type in front. */
export function typedWordsOf(word: string): readonly string[] {
  const colon = word.indexOf(":");
  if (colon < 0) return BARE.map((facet) => wordOf(facet, word));
  const facet = FACET_OF_TYPE[word.slice(0, colon)];
  return [facet === undefined ? word : wordOf(facet, word.slice(colon + 1)), wordOf("tag", word)];
}
