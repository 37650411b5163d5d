import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { assertMayMove, branchHead, moveRefs, prepareResolution, type Resolution } from "@/server/git";
import { commitAuthor, pusherOf, type Repository, resourceOf, withForeignBranch } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand, userIdOf } from "@/server/kernel";
import { CommitResult, ResolveConflictsInput } from "../contract/pull";
import { type PullPlace, pullAt } from "../participate";
import { auditTargetOf } from "../show";
import { authorizePush } from "./push-right";
import { pullRefOf } from "./refs-of";
import { followBranch } from "./sync-pull";

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
  if (head !== pull.headCommit || base !== (await branchHead(ctx, repo.id, pull.baseBranch))) {
    throw moved();
  }
  const merge = { ours: head, theirs: base, resolutions, author: commitAuthor(ctx) };
  const message = `Merge branch '${pull.baseBranch}' into #${pull.number}`;
  const isHere = target.id === repo.id;
  const commit = await (isHere ? prepareResolution : prepareInFork(place, target))(ctx, target.id, {
    ...merge,
    message,
  });
  const branch = pull.headBranch === null ? [] : [`refs/heads/${pull.headBranch}`];
  const refs = isHere ? [...branch, pullRefOf(pull.number)] : branch;
  const moves = refs.map((ref) => ({ ref, before: head, after: commit }));
  const ruled = moves.slice(0, branch.length); // nobody pushes to the ref of a pull request that follows a branch
  await assertMayMove(ctx, target.id, { moves: ruled, pusher: await pusherOf(ctx, target), by: "push" });
  await moveRefs(ctx, target.id, moves);
  await followBranch(ctx, place, userIdOf(ctx.actor));
  await atomically(ctx, (ctx) => audit(ctx, "pullRequest.conflictsResolved", auditTargetOf(place, { commit })));
  return commit;
}

/** Brings the base into the fork, looked at as a push to it, so that both sides lie there. */
const prepareInFork =
  ({ repo, pull }: PullPlace, fork: Repository): typeof prepareResolution =>
  async (ctx, forkId, merge) => {
    await authorize(ctx, "repo.content", resourceOf(repo));
    const keepAs = `refs/internal/compare/${ctx.id()}` as const;
    const foreign = { from: repo, branch: pull.baseBranch, to: fork, base: merge.ours, keepAs };
    return withForeignBranch(ctx, foreign, async ({ head: base, admit }) => {
      if (base !== merge.theirs) throw moved();
      await admit();
      return prepareResolution(ctx, forkId, merge);
    });
  };

const moved = () =>
  new DomainError("stale", "The branches have moved since you looked at them", { reason: "parent_moved" });
