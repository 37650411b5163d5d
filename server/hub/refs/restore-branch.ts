import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { restoreBranch as restoreGitBranch } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { pusherOf } from "../commits/pusher";
import { RefState } from "../contract/content";
import { RestoreBranchInput } from "../contract/refs";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";

/** Throws `not_found` (`revision_not_found`), `conflict` (`ref_exists`), `forbidden` (`protected_ref`). */
export const restoreBranch = defineCommand({
  name: "hub.restoreBranch",
  summary: "Bring a deleted branch back",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/deleted-branches/{branch}/restore" },
  input: RestoreBranchInput,
  output: RefState,
  async run(ctx: Ctx<"repositories">, { branch, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(repo));
    const commit = await restoreGitBranch(ctx, repo.id, { name: branch, pusher: await pusherOf(ctx, repo) });
    await atomically(ctx, (ctx) => audit(ctx, "repository.branchRestored", auditTarget(repo, { branch })));
    return { name: branch, commit };
  },
});
