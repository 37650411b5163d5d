import { personOf, roleIn } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { DeletedRepoPage, ListDeletedReposInput } from "../contract/repo";
import { listDeletedRows } from "../search/store/list-repos";
import { withNamespaces } from "./get-readable-repo";
import { showRepo } from "./repository";

export const listDeletedRepos = defineQuery({
  name: "hub.listDeletedRepos",
  summary: "List what you deleted and can still restore",
  http: { method: "GET", path: "/deleted-repositories" },
  input: ListDeletedReposInput,
  output: DeletedRepoPage,
  async run(ctx, input) {
    const person = personOf(ctx);
    const organizations = person.memberships.map(({ organizationId }) => organizationId);
    const administered = organizations.filter((id) => ["owner", "admin"].includes(roleIn(person, id) ?? ""));
    const { items, nextCursor } = await page(ctx, input, {
      list: "hub.deletedRepos",
      read: (after, limit) => listDeletedRows(ctx, { ownerIds: [person.userId, ...administered], after, limit }),
      keyOf: ({ id, deletedAt }) => ({ id, sort: deletedAt?.toISOString() ?? "" }),
    });
    const repos = await withNamespaces(ctx, items);
    return { items: repos.map((repo) => ({ ...showRepo(ctx.site, repo), deletedAt: repo.deletedAt })), nextCursor };
  },
});
