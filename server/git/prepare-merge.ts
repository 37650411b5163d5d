import type { Ctx } from "@/server/kernel";
import type { Commit, MergeConflict, MergeMethod } from "./contract";
import { gitError } from "./git-error";
import { type Author, identityEnv } from "./identity-env";
import { getCommit, listCommitsBetween } from "./list-commits";
import { isAncestor } from "./merge-base";
import { mergeChange, mergeTrees, type TreeMerge } from "./merge-trees";
import { treeNameOf } from "./tree-name";
import { writeCommit } from "./write-commit";

interface Merge {
  /** Head of the branch that is merged into. */
  readonly base: string;
  /** Head of what is merged. */
  readonly head: string;
  readonly method: MergeMethod;
  readonly message: string;
  readonly author: Author;
}

const MAX_REBASED_COMMITS = 250;

/**
 * Makes the commit (for a rebase: the commits) that a branch will point at after a merge. No ref moves: what is made
 * is found by nobody until `moveRefs`. Throws `conflict` (`merge_conflict`, with `paths`; `already_merged`;
 * `unrelated_histories`; for a rebase also `too_many_commits`).
 */
export async function prepareMerge(ctx: Ctx<"repositories">, repoId: string, merge: Merge): Promise<string> {
  if (await isAncestor(ctx, repoId, { ancestor: merge.head, commit: merge.base })) {
    throw gitError("conflict", "There is nothing to merge: the branch has these commits", { reason: "already_merged" });
  }
  switch (merge.method) {
    case "merge":
    case "squash": {
      const tree = treeOf(await mergeTrees(ctx, repoId, { ours: merge.base, theirs: merge.head }));
      const parents = merge.method === "merge" ? [merge.base, merge.head] : [merge.base];
      return writeCommit(ctx, repoId, {
        tree,
        parents,
        message: merge.message,
        env: identityEnv(merge.author, ctx.now()),
      });
    }
    case "rebase":
      return rebase(ctx, repoId, merge);
  }
}

async function rebase(ctx: Ctx<"repositories">, repoId: string, { base, head, author }: Merge): Promise<string> {
  const limit = MAX_REBASED_COMMITS;
  const { items, hasMore } = await listCommitsBetween(ctx, repoId, {
    without: [base],
    to: head,
    limit,
    withMerges: false,
  });
  if (hasMore) {
    throw gitError("conflict", `At most ${limit} commits are rebased here`, { reason: "too_many_commits" });
  }
  let onto = base;
  for (const { id } of items.toReversed()) {
    onto = await pick(ctx, repoId, { commit: await getCommit(ctx, repoId, id), onto, author });
  }
  return onto;
}

interface Pick {
  readonly commit: Commit;
  readonly onto: string;
  readonly author: Author;
}

/** The commit again, on top of another one: its author stays, who does it is the committer. Empty ones are left out. */
async function pick(ctx: Ctx<"repositories">, repoId: string, { commit, onto, author }: Pick): Promise<string> {
  const [parent] = commit.parents;
  const merged =
    parent === undefined
      ? await mergeTrees(ctx, repoId, { ours: onto, theirs: commit.id })
      : await mergeChange(ctx, repoId, { base: parent, ours: onto, theirs: commit.id });
  const tree = treeOf(merged);
  if (tree === (await treeNameOf(ctx, repoId, onto))) return onto;
  const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_AUTHOR_DATE } = identityEnv(commit.author, commit.author.date);
  const env = { ...identityEnv(author, ctx.now()), GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_AUTHOR_DATE } as Record<
    string,
    string
  >;
  const message = commit.body === "" ? commit.title : `${commit.title}\n\n${commit.body}`;
  return writeCommit(ctx, repoId, { tree, parents: [onto], message, env });
}

interface Revert {
  /** Where the branch was before the merge, and what the merge made of it. */
  readonly from: string;
  readonly to: string;
  /** Commit the reverting one comes on top of. */
  readonly onto: string;
  readonly message: string;
  readonly author: Author;
}

/** Makes a commit that takes back what changed from `from` to `to`. Throws `conflict` (`merge_conflict`). */
export async function prepareRevert(ctx: Ctx<"repositories">, repoId: string, revert: Revert): Promise<string> {
  const { from, to, onto, message, author } = revert;
  const tree = treeOf(await mergeChange(ctx, repoId, { base: to, ours: onto, theirs: from }));
  return writeCommit(ctx, repoId, { tree, parents: [onto], message, env: identityEnv(author, ctx.now()) });
}

function treeOf({ tree, conflicts }: TreeMerge): string {
  if (conflicts.length === 0) return tree;
  throw gitError("conflict", "Some files were changed on both sides", {
    reason: "merge_conflict",
    details: { paths: pathsOf(conflicts) },
  });
}

/** At most a hundred, for the eyes of people. */
const pathsOf = (conflicts: readonly MergeConflict[]) => conflicts.slice(0, 100).map(({ path }) => path);
