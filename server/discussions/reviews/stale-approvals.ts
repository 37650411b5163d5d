import { findMergeBase, isSameChange } from "@/server/git";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import { addEvent } from "../add-event";
import type { DiscussionRow } from "../store/discussions";
import { listLastReviews, markStale } from "../store/events";
import { verdictsOf } from "./verdicts";

async function freshApprovals(ctx: Ctx, discussionId: string) {
  const words = verdictsOf(await listLastReviews(ctx.db, discussionId));
  return [...words].filter(([, { verdict, isStale }]) => verdict === "approve" && !isStale);
}

interface Step {
  readonly repoId: string;
  /** Head of the base branch; `null` when it is gone. */
  readonly base: string | null;
  readonly before: string;
  readonly after: string;
}

/** Whether approvals of one head hold for the next: nothing but the base was merged in, or there are none. */
export async function approvalsHold(
  ctx: Ctx<"repositories">,
  { id }: DiscussionRow,
  { repoId, base, ...heads }: Step,
): Promise<boolean> {
  if (base === null) return false;
  return (await freshApprovals(ctx, id)).length > 0 && (await isSameChange(ctx, repoId, { base, ...heads }));
}

interface Bases {
  readonly repoId: string;
  readonly head: string;
  readonly before: string | null;
  readonly after: string;
}

/** Whether a head brings the same to another base: both branches left it at the same commit. */
export async function isSameStart(ctx: Ctx<"repositories">, { repoId, head, before, after }: Bases): Promise<boolean> {
  if (before === null) return false;
  const [was, is] = [
    await findMergeBase(ctx, repoId, { commits: [before, head] }),
    await findMergeBase(ctx, repoId, { commits: [after, head] }),
  ];
  return was !== null && was === is;
}

/** Says of every approval that what it was given to has changed. Joins the transaction that changed it. */
export async function outdateApprovals(ctx: Ctx, discussion: DiscussionRow, authorId: string | null): Promise<void> {
  const approvals = await freshApprovals(ctx, discussion.id);
  if (approvals.length === 0) return;
  await markStale(
    ctx,
    approvals.map(([, { reviewId }]) => reviewId),
  );
  const people = approvals.map(([userId]) => userId);
  const accounts = await findAccounts(ctx.db, people);
  const removed = people.flatMap((id) => accounts.get(id)?.name ?? []);
  await addEvent(ctx, discussion, { type: "stale", authorId, data: { removed } });
}
