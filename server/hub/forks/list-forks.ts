import { findAccountByName } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { ForkPage, ListForksInput } from "../contract/fork";
import { getRepoAt } from "../repositories/get-readable-repo";
import { showRepos } from "../repositories/show-repos";
import { keysetOf, listRepoRows } from "../search/store/list-repos";

export const listForks = defineQuery({
  name: "hub.listForks",
  summary: "List copies of a repository that the caller may see, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/forks" },
  input: ListForksInput,
  output: ForkPage,
  async run(ctx, input) {
    const source = await getRepoAt(ctx, input);
    const owner = input.owner === undefined ? undefined : await findAccountByName(ctx.db, input.owner);
    if (owner === null) return { items: [], nextCursor: null };
    const filter = { kinds: [source.kind], forkOfId: source.id, ...(owner && { ownerId: owner.id }) };
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.forks",
      read: (after, limit) => listRepoRows(ctx, { filter, sort: "created", after, limit }),
      keyOf: keysetOf("created"),
    });
    return { items: await showRepos(ctx, items), nextCursor };
  },
});
