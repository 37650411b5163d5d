import type { Ctx } from "@/server/kernel";
import { branchRef } from "./ref-name";

/** The branch that readers get who name none. It need not exist yet. */
export async function setDefaultBranch(ctx: Ctx<"repositories">, repoId: string, name: string): Promise<void> {
  await ctx.live.repositories.run(repoId, { args: ["symbolic-ref", "HEAD", branchRef(name)] });
}
