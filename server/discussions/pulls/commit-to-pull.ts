import { type CommitResult, moveRefs, PLATFORM } from "@/server/git";
import { addBranch, commitToRepo, type RepoFileOperation, type Repository, writeToRepo } from "@/server/hub";
import { type Ctx, DomainError, userIdOf } from "@/server/kernel";
import { type PullPlace, participateInFiles, pullOf } from "../participate";
import { getDiscussionRow } from "../store/discussions";
import { baseOf } from "./head-of-pull";
import { openPull } from "./open-pull";
import { authorizePush } from "./push-right";
import { pullRefOf } from "./refs-of";
import { followBranch, syncPull } from "./sync-pull";

interface PullCommit {
  readonly message: string;
  readonly expectedHead?: string | undefined;
  readonly operations: Iterable<RepoFileOperation> | AsyncIterable<RepoFileOperation>;
}

/** The pull request of this number. Throws `not_found`, `conflict` (`not_a_pull_request`). */
export const pullNumbered = async (ctx: Ctx, repo: Repository, number: number): Promise<PullPlace> =>
  pullOf(ctx, { repo, discussion: await getDiscussionRow(ctx.db, { repoId: repo.id, number }) });

/**
 * Adds a commit to an open pull request: to the branch it follows, else under `refs/pr/N`. Throws what `authorizePush`
 * and `hub.commitToRepo` throw.
 */
export async function commitToPull(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  place: PullPlace,
  commit: PullCommit,
): Promise<Pick<CommitResult, "commit" | "secrets">> {
  const { repo, pull } = place;
  const target = await authorizePush(ctx, place);
  const userId = userIdOf(ctx.actor);
  if (pull.headBranch !== null) {
    const result = await commitToRepo(ctx, target, { ...commit, branch: pull.headBranch });
    await followBranch(ctx, place, userId);
    return result;
  }
  const result = await writeToRepo(ctx, repo, { ...commit, branch: pullRefOf(pull.number) });
  await syncPull(ctx, place, userId);
  return result;
}

interface Proposal extends PullCommit {
  readonly title: string;
  readonly description: string;
  /** Short name; default: the default branch. */
  readonly base?: string | undefined;
  /** Short name of a new branch that takes the commit; default: it is kept under `refs/pr/N` alone. */
  readonly head?: string | undefined;
}

type Proposed = PullPlace & Pick<CommitResult, "secrets">;

/**
 * Opens a pull request with one commit. Throws what `participateInFiles`, `hub.commitToRepo` and, for a new branch,
 * `hub.addBranch` throw; `stale` (`parent_moved`).
 */
export async function proposeCommit(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  repo: Repository,
  { title, description, base: asked, head, expectedHead, ...commit }: Proposal,
): Promise<Proposed> {
  const { userId: authorId } = await participateInFiles(ctx, repo);
  const { baseBranch, base } = await baseOf(ctx, repo, asked);
  assertBase(base, expectedHead);
  let secrets: CommitResult["secrets"] = [];
  const place = await openPull(ctx, repo, {
    ...{ authorId, title, description, baseBranch, headBranch: head ?? null, headRepoId: null },
    status: "open",
    opensOnCommit: false,
    place: async (ref) => {
      await moveRefs(ctx, repo.id, [{ ref, before: null, after: base }]);
      // The rule that lets its author in comes with the rows.
      const result = await writeToRepo(ctx, repo, { ...commit, branch: ref, pusher: PLATFORM });
      if (head !== undefined) await addBranch(ctx, repo, { branch: head, commit: result.commit });
      secrets = result.secrets;
      return result.commit;
    },
  });
  return { ...place, secrets };
}

function assertBase(base: string, expected: string | undefined): void {
  if (expected === undefined || (expected.length >= 7 && base.startsWith(expected))) return;
  throw new DomainError("stale", "The branch has moved since you looked at it", {
    reason: "parent_moved",
    details: { head: base },
  });
}
