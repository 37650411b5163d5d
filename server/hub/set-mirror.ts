import { setDefaultBranch } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import { updateRepoRow } from "./store/repos";

/** From now on a repository follows one elsewhere, and only the platform changes what is inside; or no longer. */
export async function setMirror(ctx: Ctx, repoId: string, isMirror: boolean): Promise<void> {
  await updateRepoRow(ctx.db, repoId, { isMirror, updatedAt: ctx.now() });
}

/** The default branch that the source of a mirror has; the caller records the push afterwards. */
export async function followDefaultBranch(ctx: Ctx<"repositories">, repoId: string, branch: string): Promise<void> {
  await setDefaultBranch(ctx, repoId, branch);
  await updateRepoRow(ctx.db, repoId, { defaultBranch: branch, headCommit: null });
}
