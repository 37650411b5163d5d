import { findReadableRepoById, fullNameOf, type Repository, userMay } from "@/server/hub";
import { findAccountByName, findAccounts, findAccountsByName } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { EventType } from "./contract/discussion";
import { type Deed, deedOf } from "./deed";
import { pathOfDiscussion } from "./show";
import { type DiscussionRow, findDiscussionById } from "./store/discussions";
import { type EventRow, findEventById, findFirstEvent, listAskedBefore, listRemarks } from "./store/events";
import { listPeopleOf } from "./store/people";
import { mentionsIn } from "./words";

/** What is worth telling; the rest is seen by whoever looks. */
const TOLD: readonly EventType[] = [
  "comment",
  "status",
  "commits",
  "assignees",
  "reviewers",
  "review",
  "review_comment",
  "dismissal",
  "refused",
];
const MAX_PEOPLE = 200;

/** What was remarked in a review is told with the review. */
const isTold = ({ type, replyToId }: EventRow): boolean =>
  TOLD.includes(type) && (type !== "review_comment" || replyToId !== null);

export interface DiscussionNews {
  readonly repoId: string;
  readonly ownerId: string;
  /** Whether everybody who is signed in may read the repository. */
  readonly isOpen: boolean;
  /** Such as `ada/poems#3`. */
  readonly where: string;
  readonly title: string;
  /** Path within the site. */
  readonly path: string;
  /** What was done. */
  readonly deed: Deed;
  /** Who did it; `null` for the platform itself. */
  readonly person: string | null;
  readonly mentioned: readonly string[];
  readonly others: readonly string[];
}

/** What people are told of an event, and whom: only who may read it, and never who did it. `null`: nothing. */
export async function newsOf(ctx: Ctx, eventId: string): Promise<DiscussionNews | null> {
  const event = await findEventById(ctx.db, eventId);
  const known = event?.type === "reviewers" ? await listAskedBefore(ctx.db, event) : [];
  const isNews = event && isTold(event) && asksSomebodyNew(event, known);
  const discussion = isNews ? await findDiscussionById(ctx.db, event.discussionId) : null;
  const repo = discussion && (await findReadableRepoById(ctx, discussion.repoId));
  if (!event || !discussion || !repo) return null;
  const { mentioned, others } = await audienceOf(ctx, { event, discussion, repo, known });
  const first = await findFirstEvent(ctx.db, discussion.id);
  const author = event.authorId === null ? null : (await findAccounts(ctx.db, [event.authorId])).get(event.authorId);
  return {
    repoId: repo.id,
    ownerId: repo.ownerId,
    isOpen: repo.visibility !== "private",
    where: `${fullNameOf(repo)}#${discussion.number}`,
    title: discussion.title,
    path: pathOfDiscussion(repo, discussion.number),
    deed: deedOf(event, first?.id === event.id),
    person: author?.displayName ?? null,
    mentioned,
    others,
  };
}

/** Whoever is taken off and asked again is told once, until the pull request has changed; to be taken off is no news. */
const asksSomebodyNew = ({ type, data }: EventRow, known: readonly string[]): boolean =>
  type !== "reviewers" || (data.added ?? []).some((name) => !known.includes(name));

interface Happening {
  readonly event: EventRow;
  readonly discussion: DiscussionRow;
  readonly repo: Repository;
  /** Names of those who were asked for the same already. */
  readonly known: readonly string[];
}

async function audienceOf(ctx: Ctx, { event, discussion, repo, known }: Happening) {
  const people = await listPeopleOf(ctx.db, discussion.id);
  const deaf = new Set(people.filter(({ isSubscribed }) => isSubscribed === false).map(({ userId }) => userId));
  const spoken = event.type === "review" ? [event, ...(await listRemarks(ctx.db, event))] : [event];
  const texts = spoken.filter(({ hiddenAt }) => hiddenAt === null).map(({ body }) => body ?? "");
  const names = [...new Set(texts.flatMap(mentionsIn))].slice(0, MAX_PEOPLE);
  const accounts = await Promise.all(names.map((name) => findAccountByName(ctx.db, name)));
  const named = accounts.flatMap((account) => (account?.kind === "user" ? [account.id] : []));
  const everybody = [repo.ownerId, repo.creatorId, ...people.map(({ userId }) => userId)];
  // What was not taken in is for its author to mend.
  const concerned = event.type === "refused" ? [discussion.authorId] : everybody;
  const following = concerned.filter((id) => !deaf.has(id));
  const told = [...(await findAccountsByName(ctx.db, known)).values()].map(({ id }) => id);
  const isOther = (id: string) => id !== event.authorId && !told.includes(id);
  const mentioned = await readersAmong(ctx, repo, named.filter(isOther));
  const rest = following.filter((id) => isOther(id) && !mentioned.includes(id));
  return { mentioned, others: await readersAmong(ctx, repo, rest) };
}

async function readersAmong(ctx: Ctx, repo: Repository, userIds: readonly string[]): Promise<string[]> {
  const asked = [...new Set(userIds)]
    .slice(0, MAX_PEOPLE)
    .map(async (userId) => ((await userMay(ctx, repo, { userId, permission: "repo.read" })) ? [userId] : []));
  return (await Promise.all(asked)).flat();
}
