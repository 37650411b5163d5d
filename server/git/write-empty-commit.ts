import type { Ctx } from "@/server/kernel";
import { type Author, identityEnv } from "./identity-env";

interface EmptyCommit {
  readonly message: string;
  readonly author: Author;
}

/** A commit without files and without parents, which no ref names yet; returns it. */
export async function writeEmptyCommit(
  ctx: Ctx<"repositories">,
  repoId: string,
  { message, author }: EmptyCommit,
): Promise<string> {
  const run = async (args: readonly string[], input: string, env = {}) =>
    (await ctx.live.repositories.run(repoId, { args, input, env })).toString("latin1").trim();
  const tree = await run(["hash-object", "-t", "tree", "-w", "--stdin"], "");
  return run(["commit-tree", tree, "-F", "-"], message, identityEnv(author, ctx.now()));
}
