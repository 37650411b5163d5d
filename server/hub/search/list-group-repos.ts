import { getGroupFor } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { REPO_KINDS } from "../contract/repo";
import { GroupRepoPage, ListGroupReposInput } from "../contract/sharing";
import { showRepos } from "../repositories/show-repos";
import { keysetOf, listRepoRows } from "./store/list-repos";

export const listGroupRepos = defineQuery({
  name: "hub.listGroupRepos",
  summary: "List the repositories in a resource group, changed last first",
  http: { method: "GET", path: "/organizations/{name}/resource-groups/{group}/repositories" },
  input: ListGroupReposInput,
  output: GroupRepoPage,
  async run(ctx, input) {
    const { id: groupId } = await getGroupFor(ctx, "group.read", input);
    const filter = { kinds: REPO_KINDS, groupId };
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.groupRepos",
      read: (after, limit) => listRepoRows(ctx, { filter, sort: "updated", after, limit }),
      keyOf: keysetOf("updated"),
    });
    return { items: await showRepos(ctx, items), nextCursor };
  },
});
