import { personOf } from "@/server/access";
import { getRepoAt } from "@/server/hub";
import { defineQuery } from "@/server/kernel";
import { SuggestDiscussionsInput, SuggestedDiscussions } from "../contract/suggestions";
import { repoAddressOf } from "../participate";
import { listNamed } from "../store/lists";

export const suggestDiscussions = defineQuery({
  name: "discussions.suggestDiscussions",
  summary: "Find issues and pull requests to refer to, by number or title, lately touched ones first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussion-suggestions" },
  input: SuggestDiscussionsInput,
  output: SuggestedDiscussions,
  async run(ctx, { search, limit, ...address }) {
    personOf(ctx);
    const repo = await getRepoAt(ctx, repoAddressOf(address));
    return { items: await listNamed(ctx.db, repo.id, { search: search.trim(), limit }) };
  },
});
