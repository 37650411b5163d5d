import { authorize } from "@/server/access";
import { listDeletedBranches as listGitDeletedBranches } from "@/server/git";
import { type Ctx, defineQuery, pageOfAll } from "@/server/kernel";
import { DeletedBranchPage, ListDeletedBranchesInput } from "../contract/refs";
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
    return pageOfAll(ctx, input, { list: "hub.deletedBranches", rows: branches, sortOf: ({ name: branch }) => branch });
  },
});
