import { findAccountByName } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListReposInput, type RepoKind, RepoPage, type RepoSort } from "../contract/repo";
import { withNamespaces } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { showRepos } from "../repositories/show-repos";
import { aliasesOf, sameAs } from "../tags/aliases";
import { listTagRules } from "../tags/store/tag-rules";
import { repoFilterOf } from "./repo-filter";
import { keysetOf, listRepoRows } from "./store/list-repos";

export const listRepos = defineQuery({
  name: "hub.listRepos",
  summary: "List and search repositories",
  http: { method: "GET", path: "/{shelf}" },
  input: ListReposInput,
  output: RepoPage,
  async run(ctx, input) {
    const filter = await repoFilterOf(ctx, input, await listTagRules(ctx.db));
    const { sort } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.repos",
      read: async (after, limit) => (filter ? listRepoRows(ctx, { filter, sort, after, limit }) : []),
      keyOf: keysetOf(sort),
    });
    return { items: await showRepos(ctx, items), nextCursor };
  },
});

interface Browse {
  readonly kind: RepoKind;
  /** Parts of `namespace/name`, all of which must occur. */
  readonly search: readonly string[];
  readonly author: string | undefined;
  /** Tags and facts such as `license:mit`, all of which must be there. */
  readonly words: readonly string[];
  /** Bounds of the number of parameters, inclusive; what was not counted fits none. */
  readonly parameters: { readonly min?: number; readonly max?: number } | undefined;
  /** Repositories that the card must name. */
  readonly uses: readonly { readonly kind: RepoKind; readonly target: string }[];
  /** Only those with a gate, or without one. */
  readonly isGated?: boolean;
  readonly sort: RepoSort;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** What the actor may see, for other protocols; pages may be longer than in our own API. */
export async function browseRepos(
  ctx: Ctx,
  asked: Browse,
): Promise<{ items: Repository[]; nextCursor: string | null }> {
  const { kind, search, author, words, parameters, uses, sort, isGated } = asked;
  const owner = author === undefined ? undefined : await findAccountByName(ctx.db, author);
  if (owner === null) return { items: [], nextCursor: null };
  const aliases = aliasesOf(words.length === 0 ? [] : await listTagRules(ctx.db));
  const filters = words.map((word) => sameAs(aliases, word.toLowerCase()));
  const filter = {
    kinds: [kind],
    search,
    filters,
    uses,
    ...(parameters && { parameters }),
    ...(owner && { ownerId: owner.id }),
    ...(isGated !== undefined && { isGated }),
  };
  const { items, nextCursor } = await page(ctx, asked, {
    list: "hub.browse",
    read: (after, limit) => listRepoRows(ctx, { filter, sort, after, limit }),
    keyOf: keysetOf(sort),
  });
  return { items: await withNamespaces(ctx, items), nextCursor };
}
