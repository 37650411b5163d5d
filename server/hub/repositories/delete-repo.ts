import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RepoAddress } from "../contract/repo";
import { repoDeleted } from "../events";
import { getRepoAt } from "./get-readable-repo";
import { auditTarget, type Repository, resourceOf } from "./repository";
import { type RepoChange, updateRepoRow } from "./store";

export const deleteRepo = defineCommand({
  name: "hub.deleteRepo",
  summary: "Delete a repository; it can be restored for 30 days",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}", status: 204 },
  input: RepoAddress,
  output: Nothing,
  async run(ctx, address) {
    await removeRepo(ctx, await getRepoAt(ctx, address));
    return {};
  },
});

/** Gone for everybody at once; the files follow when it can no longer be restored. */
export async function removeRepo(ctx: Ctx, repo: Repository): Promise<void> {
  await authorize(ctx, "repo.admin", resourceOf(repo));
  await hideRepo(ctx, repo, { deletedAt: ctx.now() });
}

/** The same for operators who have authorised themselves: they alone restore it. */
export const withholdRepo = (ctx: Ctx, repo: Repository): Promise<void> =>
  hideRepo(ctx, repo, { deletedAt: ctx.now(), isWithheld: true });

/** The same for what can be had again elsewhere: nobody restores it, and its files go with the next clean-up. */
export const discardRepo = (ctx: Ctx, repo: Repository): Promise<void> =>
  hideRepo(ctx, repo, { deletedAt: new Date(0) });

const hideRepo = (ctx: Ctx, repo: Repository, change: Pick<RepoChange, "deletedAt" | "isWithheld">): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await updateRepoRow(ctx.db, repo.id, change);
    await publish(ctx, repoDeleted, { repoId: repo.id });
    await audit(ctx, "repository.deleted", auditTarget(repo, change.isWithheld ? { isWithheld: true } : {}));
  });
