import { readRefs } from "@/server/git";
import { findFirstCommit, type Repository } from "@/server/hub";
import type { Ctx } from "@/server/kernel";

/** Whether a repository holds what a pull does not replace: more than the commit that creating it made. */
export async function hasOwnHistory(ctx: Ctx<"repositories">, repo: Repository): Promise<boolean> {
  if (await findFirstCommit(ctx, repo)) return false;
  return (await readRefs(ctx, repo.id)).size > 0;
}
