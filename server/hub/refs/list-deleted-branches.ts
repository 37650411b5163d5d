import { authorize } from "@/server/access";
import { listDeletedBranches as listGitDeletedBranches } from "@/server/git";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { DeletedBranchPage, ListDeletedBranchesInput } from "../contract/refs";
import { NO_ROW } from "../files/at-revision";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listDeletedBranches = defineQuery({
  name: "hub.listDeletedBranches",
  summary: "List branches that were deleted here in the last 30 days",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/deleted-branches" },
  input: ListDeletedBranchesInput,
  output: DeletedBranchPage,
  async run(ctx: Ctx<"repositories">, input) {
    const { shelf, namespace, name } = input;
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.write", resourceOf(repo));
    const branches = (await listGitDeletedBranches(ctx, repo.id)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return page(ctx, input, {
      list: "hub.deletedBranches",
      read: async (after, limit) =>
        branches.filter((branch) => after === null || branch.name > after.sort).slice(0, limit),
      keyOf: (branch) => ({ sort: branch.name, id: NO_ROW }),
    });
  },
});
