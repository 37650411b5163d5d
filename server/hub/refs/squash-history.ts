import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { squashBranch } from "@/server/git";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { commitAuthor } from "../commits/commit-author";
import { pusherOf } from "../commits/pusher";
import { recordPush } from "../commits/record-push";
import { RefState, SquashHistoryInput } from "../contract/content";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "../repositories/repository";

export const squashHistory = defineCommand({
  name: "hub.squashHistory",
  summary: "Replace the history of a branch by one commit with the same files",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/branches/{branch}/squash" },
  input: SquashHistoryInput,
  output: RefState,
  async run(ctx: Ctx<"repositories">, { branch, message, ...address }) {
    const commit = await squash(ctx, await getRepoAt(ctx, address), { ref: branch, message });
    return { name: branch, commit };
  },
});

/** Throws what `git.squashBranch` throws, and `forbidden` without the right to write. */
async function squash(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { ref, message }: { readonly ref: string; readonly message: string },
): Promise<string> {
  await authorize(ctx, "repo.write", resourceOf(repo));
  const pusher = await pusherOf(ctx, repo);
  const commit = await squashBranch(ctx, repo.id, { ref, message, author: commitAuthor(ctx), pusher });
  await recordPush(ctx, repo.id);
  await atomically(ctx, (ctx) => audit(ctx, "repository.squashed", auditTarget(repo, { ref, commit })));
  return commit;
}
