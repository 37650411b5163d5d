import { fullNameOf, pathOf, type RepoRef, type Repository } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, userIdOf } from "@/server/kernel";
import { type Discussion, EventData, type TimelineEvent } from "./contract/discussion";
import { tasksIn } from "./contract/tasks";
import type { DiscussionRow } from "./store/discussions";
import { countReactions, type EventRow, listDescriptionsWithTasks } from "./store/events";
import { labelsOf } from "./store/labels";

export const pathOfDiscussion = (repo: RepoRef, number: number): string => `${pathOf(repo)}/discussions/${number}`;

/** How the audit trail names a discussion. */
export const auditTargetOf = (
  { repo, discussion }: { readonly repo: Repository; readonly discussion: DiscussionRow },
  details: Readonly<Record<string, unknown>> = {},
) => ({
  kind: "discussion",
  id: discussion.id,
  name: `${fullNameOf(repo)}#${discussion.number}`,
  ownerId: repo.ownerId,
  details,
});

/** Discussions of one repository, with the names of people and labels, in three look-ups whatever their number. */
export async function showDiscussions(
  ctx: Ctx,
  repo: Repository,
  rows: readonly DiscussionRow[],
): Promise<Discussion[]> {
  const ids = rows.map(({ id }) => id);
  const authorIds = rows.map(({ authorId }) => authorId);
  const [accounts, labels, descriptions] = await Promise.all([
    findAccounts(ctx.db, authorIds),
    labelsOf(ctx.db, ids),
    listDescriptionsWithTasks(ctx.db, ids),
  ]);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    isPull: row.isPull,
    title: row.title,
    status: row.status,
    author: accounts.get(row.authorId) ?? null,
    commentCount: row.commentCount,
    isLocked: row.lockedAt !== null,
    lockReason: row.lockReason,
    closeReason: row.closeReason,
    isPinned: row.pinnedAt !== null,
    labels: labels.filter(({ discussionId }) => discussionId === row.id).map(({ name, color }) => ({ name, color })),
    tasks: progressOf(descriptions.get(row.id) ?? ""),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    closedAt: row.closedAt,
    url: `${ctx.site.origin}${pathOfDiscussion(repo, row.number)}`,
  }));
}

function progressOf(description: string): Discussion["tasks"] {
  const tasks = tasksIn(description);
  return { done: tasks.filter(({ isDone }) => isDone).length, total: tasks.length };
}

/** Lines of a timeline. What is hidden has no text any more. */
export async function showEvents(ctx: Ctx, rows: readonly EventRow[]): Promise<TimelineEvent[]> {
  const people = rows.flatMap(({ authorId, hiddenById, resolvedById }) =>
    [authorId, hiddenById, resolvedById].filter((id) => id !== null),
  );
  const speaking = rows.filter(({ body }) => body !== null).map(({ id }) => id);
  const [accounts, reactions] = await Promise.all([
    findAccounts(ctx.db, people),
    countReactions(ctx.db, speaking, userIdOf(ctx.actor)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    author: accountOf(accounts, row.authorId),
    body: row.hiddenAt !== null && row.body !== null ? "" : row.body,
    data: EventData.parse(row.data),
    reviewId: row.reviewId,
    replyToId: row.replyToId,
    editCount: row.editCount,
    editedAt: row.editedAt,
    hidden: hiddenOf(row, accounts),
    resolvedBy: accountOf(accounts, row.resolvedById)?.name ?? null,
    isStale: row.staleAt !== null,
    isDismissed: row.dismissedAt !== null,
    reactions: reactions
      .filter(({ eventId }) => eventId === row.id)
      .map(({ reaction, count, isMine }) => ({ reaction, count, isMine })),
    createdAt: row.createdAt,
  }));
}

type Accounts = ReadonlyMap<string, AccountSummary>;

const accountOf = (accounts: Accounts, id: string | null): AccountSummary | null =>
  id === null ? null : (accounts.get(id) ?? null);

const hiddenOf = ({ hiddenAt, hiddenById, hiddenReason }: EventRow, accounts: Accounts) =>
  hiddenAt === null
    ? null
    : { by: accountOf(accounts, hiddenById)?.name ?? null, reason: hiddenReason, at: hiddenAt, said: null };

export async function showEvent(ctx: Ctx, row: EventRow): Promise<TimelineEvent> {
  const [event] = await showEvents(ctx, [row]);
  if (!event) throw new Error("An event was not shown");
  return event;
}
