import type { Ctx } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import { assertMessage } from "./assert-message";
import type { Pusher } from "./check-push";
import { gitError } from "./git-error";
import { type Author, identityEnv } from "./identity-env";
import { readRefs } from "./list-refs";
import { moveRefs } from "./move-refs";
import { branchRef } from "./ref-name";

interface Squash {
  /** Short name of a branch, or a full ref such as `refs/pr/3` or `refs/convert/parquet`. */
  readonly ref: string;
  readonly message: string;
  readonly author: Author;
  readonly pusher: Pusher;
}

/**
 * Replaces the history of a ref by one commit without parents that holds the same files; returns it.
 * Throws `not_found` (`revision_not_found`), `forbidden` (`protected_ref`), `stale` (`parent_moved`), `too_large` (`message_too_long`).
 */
export async function squashBranch(
  ctx: Ctx<"repositories">,
  repoId: string,
  { ref: name, message, author, pusher }: Squash,
): Promise<string> {
  const ref = /^refs\/(?:pr|convert)\//.test(name) ? name : branchRef(name.replace(/^refs\/heads\//, ""));
  assertMessage(message);
  const before = (await readRefs(ctx, repoId)).get(ref);
  if (before === undefined) {
    throw gitError("not_found", `Branch ${name} does not exist`, { reason: "revision_not_found" });
  }
  const args = ["commit-tree", `${before}^{tree}`, "-F", "-"];
  const call = { args, input: message, env: identityEnv(author, ctx.now()) };
  const after = (await ctx.live.repositories.run(repoId, call)).toString("latin1").trim();
  const moves = [{ ref, before, after }];
  if (!ref.startsWith("refs/convert/")) await assertMayMove(ctx, repoId, { moves, pusher, by: "push" });
  await moveRefs(ctx, repoId, moves);
  return after;
}
