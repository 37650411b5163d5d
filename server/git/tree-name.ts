import type { Ctx } from "@/server/kernel";

/** What git calls all files of a commit; undefined for what is no commit. */
export async function treeNameOf(
  ctx: Ctx<"repositories">,
  repoId: string,
  commit: string,
): Promise<string | undefined> {
  return (await ctx.live.repositories.objects(repoId).info(`${commit}^{tree}`))?.oid;
}
