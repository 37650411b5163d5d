import { defineQuery, page } from "@/server/kernel";
import { ListReposInput, RepoPage } from "./contract/repo";
import { repoFilterOf } from "./repo-filter";
import { showRepos } from "./show-repos";
import { keysetOf, listRepoRows } from "./store/list-repos";

export const listRepos = defineQuery({
  name: "hub.listRepos",
  summary: "List and search repositories",
  http: { method: "GET", path: "/{shelf}" },
  input: ListReposInput,
  output: RepoPage,
  async run(ctx, input) {
    const filter = await repoFilterOf(ctx, input);
    const { sort } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.repos",
      read: async (after, limit) => (filter ? listRepoRows(ctx, { filter, sort, after, limit }) : []),
      keyOf: keysetOf(sort),
    });
    return { items: await showRepos(ctx, items), nextCursor };
  },
});
