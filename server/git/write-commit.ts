import type { Ctx } from "@/server/kernel";
import { assertMessage } from "./assert-message";
import { Oid } from "./contract";

interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Writes a commit object; no ref moves. Throws `too_large` (`message_too_long`). */
export async function writeCommit(
  ctx: Ctx<"repositories">,
  repoId: string,
  { tree, parents, message, env }: NewCommit,
): Promise<string> {
  assertMessage(message);
  const args = ["commit-tree", Oid.parse(tree), ...parents.flatMap((parent) => ["-p", Oid.parse(parent)]), "-F", "-"];
  return (await ctx.live.repositories.run(repoId, { args, input: message, env })).toString("latin1").trim();
}
