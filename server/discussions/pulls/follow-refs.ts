import { branchHead, findMergeBase, isAncestor, listCommitsBetween } from "@/server/git";
import { findReadableRepoById, type Repository } from "@/server/hub";
import { atomically, type Ctx } from "@/server/kernel";
import { closeByWords } from "../merging/close-by-words";
import { completeMerge } from "../merging/complete-merge";
import { finishMerge } from "../merging/merge-pull";
import type { PullPlace } from "../participate";
import { listInterrupted, listPullsByNumbers, listPullsFrom, listPullsInto, type OpenPull } from "../store/pulls";
import { followBranch, syncPull } from "./sync-pull";

interface Change {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Moved {
  readonly repoId: string;
  readonly changes: readonly Change[];
  readonly pusherId: string | null;
}

const MAX_COMMITS = 250;
const after = (prefix: string, changes: readonly Change[]) =>
  changes.flatMap(({ ref }) => (ref.startsWith(prefix) ? [ref.slice(prefix.length)] : []));

/** What follows for pull requests and issues when refs of a repository have moved. Level-triggered. */
export async function followRefs(ctx: Ctx<"repositories">, { repoId, changes, pusherId }: Moved): Promise<void> {
  const branches = after("refs/heads/", changes);
  const numbers = after("refs/pr/", changes).map(Number).filter(Number.isSafeInteger);
  for (const open of await listPullsFrom(ctx.db, repoId, branches)) {
    await withPlace(ctx, open, (place) => followBranch(ctx, place, pusherId));
  }
  for (const open of await listPullsByNumbers(ctx.db, repoId, numbers)) {
    await withPlace(ctx, open, (place) => syncPull(ctx, place, pusherId));
  }
  for (const open of await listPullsInto(ctx.db, repoId, branches)) {
    const change = changes.find(({ ref }) => ref === `refs/heads/${open.pull.baseBranch}`);
    if (change) await withPlace(ctx, open, (place) => noticeMerge(ctx, place, { ...change, pusherId }));
  }
  const repo = await findRepository(ctx, repoId);
  const main = repo && changes.find(({ ref }) => ref === `refs/heads/${repo.defaultBranch}`);
  if (repo && main) await closeByCommits(ctx, repo, { ...main, pusherId });
}

/** Without asking for rights: what moves was let in. `null` for a repository that is gone. */
async function findRepository(ctx: Ctx, repoId: string): Promise<Repository | null> {
  return findReadableRepoById({ ...ctx, actor: { kind: "system", process: "discussions" } }, repoId);
}

async function withPlace(ctx: Ctx, open: OpenPull, work: (place: PullPlace) => Promise<unknown>): Promise<void> {
  const repo = await findRepository(ctx, open.pull.repoId);
  if (repo) await work({ repo, ...open });
}

type Pushed = Change & { readonly pusherId: string | null };

/** Somebody pushed the commits of an open pull request into its base: that is a merge too. */
async function noticeMerge(ctx: Ctx<"repositories">, place: PullPlace, { before, after, pusherId }: Pushed) {
  const { repo, pull } = place;
  if (pull.mergeIntent || before === null || after === null || pull.opensOnCommit) return;
  const has = (commit: string) => isAncestor(ctx, repo.id, { ancestor: pull.headCommit, commit });
  if (!(await has(after)) || (await has(before))) return;
  const base = (await findMergeBase(ctx, repo.id, { commits: [before, after] })) ?? before;
  await completeMerge(ctx, place, { base, commit: after, comment: "", byId: pusherId });
}

async function closeByCommits(ctx: Ctx<"repositories">, repo: Repository, { before, after, pusherId }: Pushed) {
  if (after === null) return;
  const without = before === null ? [] : [before];
  const { items } = await listCommitsBetween(ctx, repo.id, { without, to: after, limit: MAX_COMMITS });
  await atomically(ctx, async (ctx) => {
    for (const { id, title, body } of items.toReversed()) {
      await closeByWords(ctx, repo.id, { text: `${title}\n${body}`, authorId: pusherId, data: { commit: id } });
    }
  });
}

/** Finishes, or forgets, merges whose maker is gone. */
export async function finishInterrupted(ctx: Ctx<"repositories">): Promise<void> {
  for (const open of await listInterrupted(ctx, 100)) {
    await withPlace(ctx, open, async (place) =>
      finishMerge(ctx, place, await branchHead(ctx, place.repo.id, place.pull.baseBranch)),
    );
  }
}
