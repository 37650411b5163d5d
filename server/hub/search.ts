import { defineQuery } from "@/server/kernel";
import { REPO_KINDS, SearchInput, SearchResult } from "./contract/repo";
import { showRepos } from "./show-repos";
import { searchRepoRows } from "./store/list-repos";

export const search = defineQuery({
  name: "hub.search",
  summary: "Find repositories of every kind by a part of their name",
  http: { method: "GET", path: "/search/repositories" },
  input: SearchInput,
  output: SearchResult,
  async run(ctx, { query, limit }) {
    const words = query.split(/\s+/).filter((word) => word !== "");
    const rows = await searchRepoRows(ctx, {
      filter: { kinds: REPO_KINDS, search: words },
      text: words[0] ?? "",
      limit,
    });
    return { items: await showRepos(ctx, rows) };
  },
});
