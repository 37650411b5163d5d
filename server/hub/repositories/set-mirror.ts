import type { Ctx } from "@/server/kernel";
import { updateRepoRow } from "./store";

/** From now on a repository follows one elsewhere, and only the platform changes what is inside; or no longer. */
export async function setMirror(ctx: Ctx, repoId: string, isMirror: boolean): Promise<void> {
  await updateRepoRow(ctx.db, repoId, { isMirror, updatedAt: ctx.now() });
}
