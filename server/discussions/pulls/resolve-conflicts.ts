import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { assertMayMove, moveRefs, prepareResolution, type Resolution } from "@/server/git";
import { commitAuthor, pusherOf, resourceOf } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand, userIdOf } from "@/server/kernel";
import { CommitResult, ResolveConflictsInput } from "../contract/pull";
import { type PullPlace, pullAt, refusal } from "../participate";
import { auditTargetOf } from "../show";
import { authorizePush } from "./push-right";
import { branchHead, pullRefOf } from "./refs-of";
import { syncPull } from "./sync-pull";

export const resolveConflicts = defineCommand({
  name: "discussions.resolveConflicts",
  summary: "Merge the base into a pull request, with every conflict settled",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/conflicts" },
  input: ResolveConflictsInput,
  output: CommitResult,
  async run(ctx: Ctx<"repositories">, { files, expectedHead, expectedBase, ...address }) {
    const place = await pullAt(ctx, address);
    const resolutions = files.map(
      (file): Resolution =>
        file.take === "content" ? { path: file.path, take: "content", content: Buffer.from(file.text) } : file,
    );
    return { commit: await settle(ctx, place, { resolutions, head: expectedHead, base: expectedBase }) };
  },
});

interface Settlement {
  readonly resolutions: readonly Resolution[];
  /** The commits that were looked at. */
  readonly head: string;
  readonly base: string;
}

async function settle(ctx: Ctx<"repositories">, place: PullPlace, { resolutions, head, base }: Settlement) {
  const { repo, pull } = place;
  const target = await authorizePush(ctx, place);
  if (target.id !== repo.id) {
    throw refusal("conflict", "The branch is in a fork: merge the base into it there", "head_is_elsewhere");
  }
  if (pull.headBranch !== null) await authorize(ctx, "repo.write", resourceOf(repo));
  if (head !== pull.headCommit || base !== (await branchHead(ctx, repo.id, pull.baseBranch))) {
    throw new DomainError("stale", "The branches have moved since you looked at them", { reason: "parent_moved" });
  }
  const merge = { ours: head, theirs: base, resolutions, author: commitAuthor(ctx) };
  const message = `Merge branch '${pull.baseBranch}' into #${pull.number}`;
  const commit = await prepareResolution(ctx, repo.id, { ...merge, message });
  const branch = pull.headBranch === null ? [] : [`refs/heads/${pull.headBranch}`];
  const moves = [...branch, pullRefOf(pull.number)].map((ref) => ({ ref, before: head, after: commit }));
  const ruled = moves.slice(0, branch.length); // nobody pushes to the ref of a pull request that follows a branch
  await assertMayMove(ctx, repo.id, { moves: ruled, pusher: await pusherOf(ctx, repo), by: "push" });
  await moveRefs(ctx, repo.id, moves);
  await syncPull(ctx, place, userIdOf(ctx.actor));
  await atomically(ctx, (ctx) => audit(ctx, "pullRequest.conflictsResolved", auditTargetOf(place, { commit })));
  return commit;
}
