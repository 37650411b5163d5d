import { personOf } from "@/server/access";
import { findAccountByName } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { kindOf, type ListReposInput } from "../contract/repo";
import type { TagRule } from "../contract/tag-rule";
import { aliasesOf, sameAs } from "../tags/aliases";
import { labelledBy } from "./labels";
import type { RepoFilter } from "./store/list-repos";
import { typedWords } from "./words";

type Asked = Omit<ListReposInput, "cursor" | "limit" | "sort">;

const FACET_FIELDS = ["task", "library", "license", "language"] as const;

/** What a person asks for, in the words of the store; `null` when nothing can fit. */
export async function repoFilterOf(ctx: Ctx, asked: Asked, rules: readonly TagRule[]): Promise<RepoFilter | null> {
  const owner = asked.author === undefined ? undefined : await findAccountByName(ctx.db, asked.author);
  if (owner === null) return null;
  const aliases = aliasesOf(rules);
  const { search = "" } = asked;
  const facets = FACET_FIELDS.flatMap((field) => (asked[field] === undefined ? [] : [`${field}:${asked[field]}`]));
  return {
    kinds: [kindOf(asked.shelf)],
    words: typedWords(search),
    labelled: labelledBy(search, rules),
    filters: [...(asked.tag ?? []), ...facets].map((word) => sameAs(aliases, word.toLowerCase())),
    ...(owner && { ownerId: owner.id }),
    ...(asked.liked === true && { likedBy: personOf(ctx).userId }),
  };
}
