import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { deleteBranch as deleteGitBranch } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { pusherOf } from "../commits/pusher";
import { DeleteBranchInput } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";

export const deleteBranch = defineCommand({
  name: "hub.deleteBranch",
  summary: "Delete a branch",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/branches/{branch}", status: 204 },
  input: DeleteBranchInput,
  output: Nothing,
  async run(ctx: Ctx<"repositories">, { branch, ...address }) {
    await dropBranch(ctx, await getRepoAt(ctx, address), branch);
    return {};
  },
});

/** Throws `forbidden` (`protected_ref`) for the default branch and protected ones, `not_found` (`revision_not_found`). */
export async function dropBranch(ctx: Ctx<"repositories">, repo: Repository, branch: string): Promise<void> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  await deleteGitBranch(ctx, repo.id, { name: branch, pusher: await pusherOf(ctx, repo) });
  await atomically(ctx, (ctx) => audit(ctx, "repository.branchDeleted", auditTarget(repo, { branch })));
}
