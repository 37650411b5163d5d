import { personOf } from "@/server/access";
import { findAccountByName } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { kindOf, type ListReposInput } from "../contract/repo";
import { type Aliases, sameAs } from "../tags/aliases";
import type { RepoFilter } from "./store/list-repos";
import { typedWords } from "./words";

type Asked = Omit<ListReposInput, "cursor" | "limit" | "sort">;

const FACET_FIELDS = ["task", "library", "license", "language"] as const;

/** What a person asks for, in the words of the store; `null` when nothing can fit. */
export async function repoFilterOf(ctx: Ctx, asked: Asked, aliases: Aliases): Promise<RepoFilter | null> {
  const owner = asked.author === undefined ? undefined : await findAccountByName(ctx.db, asked.author);
  if (owner === null) return null;
  const facets = FACET_FIELDS.flatMap((field) => (asked[field] === undefined ? [] : [`${field}:${asked[field]}`]));
  return {
    kinds: [kindOf(asked.shelf)],
    words: typedWords(asked.search ?? ""),
    filters: [...(asked.tag ?? []), ...facets].map((word) => sameAs(aliases, word.toLowerCase())),
    ...(owner && { ownerId: owner.id }),
    ...(asked.liked === true && { likedBy: personOf(ctx).userId }),
  };
}
