import { branchHead, isAncestor, listCommitsBetween, moveRefs, readRefs } from "@/server/git";
import { findReadableRepos, getReadableRepoById, withForeignBranch } from "@/server/hub";
import { actorOfUser } from "@/server/identity";
import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import { addEvent } from "../add-event";
import { REFUSED_REASONS } from "../contract/discussion";
import type { PullPlace } from "../participate";
import { approvalsHold, outdateApprovals } from "../reviews/stale-approvals";
import { moveStatus } from "../store/discussions";
import { findPull, moveHead } from "../store/pulls";
import { mayPropose } from "./head-of-pull";
import { noteRefused, noteTaken } from "./note-refused";
import { keptRefOf, pullRefOf } from "./refs-of";

const MAX_LISTED = 100;

/**
 * Brings the row of a pull request up to `refs/pr/N`, and tells of the commits that came. Level-triggered: safe to run
 * twice and side by side. Returns the pull request as it is now.
 */
export async function syncPull(
  ctx: Ctx<"repositories">,
  place: PullPlace,
  pusherId: string | null,
): Promise<PullPlace> {
  const { discussion, pull } = place;
  const ref = pullRefOf(pull.number);
  const head = (await readRefs(ctx, pull.repoId, [ref])).get(ref);
  if (head === undefined || head === pull.headCommit) return place;
  const base = await branchHead(ctx, pull.repoId, pull.baseBranch);
  const isForced = !(await isAncestor(ctx, pull.repoId, { ancestor: pull.headCommit, commit: head }));
  const without = [...(isForced ? [] : [pull.headCommit]), ...(base === null ? [] : [base])];
  const { items } = await listCommitsBetween(ctx, pull.repoId, { without, to: head, limit: MAX_LISTED });
  const commits = items.toReversed().map(({ id, title }) => ({ oid: id, subject: beginningOf(title, 200) }));
  const isSame = await approvalsHold(ctx, discussion, { ...pull, base, before: pull.headCommit, after: head });
  await atomically(ctx, async (ctx) => {
    if (!(await moveHead(ctx, pull, { to: head, opensOnCommit: false }))) return;
    await addEvent(ctx, discussion, { type: "commits", authorId: pusherId, data: { commits, isForced, commit: head } });
    if (!isSame) await outdateApprovals(ctx, discussion, pusherId);
    const opened = pull.opensOnCommit && (await moveStatus(ctx, discussion.id, { from: ["draft"], to: "open" }));
    if (opened) await addEvent(ctx, discussion, { type: "status", authorId: pusherId, data: { status: "open" } });
  });
  const now = await findPull(ctx.db, discussion.id);
  return now ? { ...place, pull: now } : place;
}

/** Somebody else brought it up to date at the same moment, or the branch went on: the next event sees it. */
const RACES = ["parent_moved", "revision_not_found"];

/**
 * Brings a pull request up to the branch it follows, here or in a fork. A branch that is gone leaves it as it is, and so
 * does a fork that its author could not propose any more. What this repository does not take in stays in the fork; the
 * pull request says so.
 */
export async function followBranch(
  ctx: Ctx<"repositories">,
  place: PullPlace,
  pusherId: string | null,
): Promise<PullPlace> {
  const { pull } = place;
  if (pull.headBranch === null || !(await mayFollow(ctx, place))) return syncPull(ctx, place, pusherId);
  const source = pull.headRepoId ?? pull.repoId;
  const head = await branchHead(ctx, source, pull.headBranch);
  const ref = pullRefOf(pull.number);
  const before = (await readRefs(ctx, pull.repoId, [ref])).get(ref) ?? null;
  if (head === before) await noteTaken(ctx, pull);
  else if (head !== null) await bring(ctx, { ...place, branch: pull.headBranch }, { ref, before, after: head });
  return syncPull(ctx, place, pusherId);
}

type Following = PullPlace & { readonly branch: string };

interface Move {
  readonly ref: string;
  readonly before: string | null;
  readonly after: string;
}

async function bring(ctx: Ctx<"repositories">, { branch, ...place }: Following, move: Move): Promise<void> {
  const { repo, pull } = place;
  try {
    if (pull.headRepoId === null) await moveRefs(ctx, repo.id, [move]);
    else await bringFork(ctx, { ...place, branch, headRepoId: pull.headRepoId }, move);
    await noteTaken(ctx, pull);
  } catch (error) {
    const { reason = "" } = error instanceof DomainError ? error : {};
    const refused = REFUSED_REASONS.find((known) => known === reason);
    if (refused) await noteRefused(ctx, place, { commit: move.after, reason: refused });
    else if (!RACES.includes(reason)) throw error;
  }
}

async function bringFork(
  ctx: Ctx<"repositories">,
  { repo, discussion, pull, branch, headRepoId }: Following & { readonly headRepoId: string },
  move: Move,
): Promise<void> {
  const from = await getReadableRepoById(asPlatform(ctx), headRepoId);
  const actor = (await actorOfUser(ctx, discussion.authorId)) ?? ({ kind: "anonymous" } as const);
  const foreign = { from, branch, to: repo, base: pull.headCommit, keepAs: keptRefOf(pull.number) };
  await withForeignBranch({ ...ctx, actor }, foreign, async ({ admit }) => {
    await admit();
    await moveRefs(ctx, repo.id, [move]);
  });
}

const asPlatform = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "system", process: "discussions" } });

/** Whoever hides a repository, or puts a gate in front of it, shows nothing new of it to those outside. */
async function mayFollow(ctx: Ctx, { repo, discussion, pull }: PullPlace): Promise<boolean> {
  if (pull.headRepoId === null) return true;
  if (repo.archivedAt !== null || repo.isMirror) return false;
  const fork = (await findReadableRepos(asPlatform(ctx), [pull.headRepoId])).get(pull.headRepoId);
  if (!fork) return false;
  if (fork.visibility === "public" && fork.gate === null) return true;
  const author = await actorOfUser(ctx, discussion.authorId);
  return author !== null && mayPropose({ ...ctx, actor: author }, fork);
}
