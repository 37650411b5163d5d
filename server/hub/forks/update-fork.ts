import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { assertMayMove, isAncestor, moveRefs, prepareMerge } from "@/server/git";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { commitAuthor } from "../commits/commit-author";
import { pusherOf } from "../commits/pusher";
import { recordPush } from "../commits/record-push";
import { UpdatedFork } from "../contract/fork";
import { RepoAddress } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, fullNameOf, type Repository, resourceOf } from "../repositories/repository";
import { type ForkEnds, findForkEnds } from "./fork-ends";
import { assertMayFillCopy } from "./widest-visibility";
import { withForeignBranch } from "./with-foreign-branch";

export const updateFork = defineCommand({
  name: "hub.updateFork",
  summary: "Bring the default branch of a copy up to what it was copied from",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/fork-update" },
  input: RepoAddress,
  output: UpdatedFork,
  async run(ctx: Ctx<"repositories">, address) {
    const fork = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.write", resourceOf(fork));
    const ends = await findForkEnds(ctx, fork);
    if (!ends) {
      throw new DomainError("conflict", "This repository was copied from nothing that can be read", {
        reason: "no_origin",
      });
    }
    await assertMayFillCopy(ctx, fork, ends.origin);
    return { commit: await bringUp(ctx, fork, ends) };
  },
});

/**
 * The commits of the origin are looked at as a push would be, and come in as they are where the copy has none of its
 * own; otherwise they are merged. Throws `conflict` (`merge_conflict`, `already_merged`), and what a push throws.
 */
async function bringUp(ctx: Ctx<"repositories">, fork: Repository, { origin, head }: ForkEnds): Promise<string> {
  const keepAs = `refs/internal/compare/${ctx.id()}` as const;
  const foreign = { from: origin, branch: origin.defaultBranch, to: fork, base: head, keepAs };
  return withForeignBranch(ctx, foreign, async ({ head: base, admit }) => {
    const commit = await joined(ctx, fork, { origin, base, head });
    await admit();
    const moves = [{ ref: `refs/heads/${fork.defaultBranch}`, before: head, after: commit }];
    await assertMayMove(ctx, fork.id, { moves, pusher: await pusherOf(ctx, fork), by: "push" });
    await moveRefs(ctx, fork.id, moves);
    await recordPush(ctx, fork.id);
    const details = { from: fullNameOf(origin), commit };
    await atomically(ctx, (ctx) => audit(ctx, "repository.forkUpdated", auditTarget(fork, details)));
    return commit;
  });
}

async function joined(ctx: Ctx<"repositories">, fork: Repository, { origin, base, head }: ForkEnds): Promise<string> {
  if (base !== head && (await isAncestor(ctx, fork.id, { ancestor: head, commit: base }))) return base;
  const message = `Merge branch '${origin.defaultBranch}' of ${fullNameOf(origin)}`;
  const merge = { base: head, head: base, method: "merge", message, author: commitAuthor(ctx) } as const;
  return prepareMerge(ctx, fork.id, merge);
}
