import { resolveRevision, setDefaultBranch } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import { recordPush } from "../commits/record-push";
import { updateRepoRow } from "../repositories/store";

/** From now on a page of the repository begins with this branch. Throws `not_found` (`revision_not_found`). */
export async function moveDefaultBranch(ctx: Ctx<"repositories">, repoId: string, branch: string): Promise<void> {
  const { ref } = await resolveRevision(ctx, repoId, `refs/heads/${branch}`);
  if (ref === null) {
    throw new DomainError("not_found", `Branch ${branch} does not exist`, { reason: "revision_not_found" });
  }
  await setDefaultBranch(ctx, repoId, branch);
  await updateRepoRow(ctx.db, repoId, { defaultBranch: branch, headCommit: null });
  await recordPush(ctx, repoId);
}
