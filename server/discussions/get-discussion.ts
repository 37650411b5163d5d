import { allows } from "@/server/access";
import { findReadableRepoById, fullNameOf, resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { type Ctx, defineQuery, userIdOf } from "@/server/kernel";
import { DiscussionAddress, DiscussionDetails } from "./contract/discussion";
import { discussionAt, mayEdit, type Place } from "./participate";
import { mayPush } from "./pulls/push-right";
import { reviewersOf } from "./reviews/reviewers";
import { verdictsOf } from "./reviews/verdicts";
import { showDiscussions } from "./show";
import { countDrafts } from "./store/drafts";
import { listAuthors, listLastReviews } from "./store/events";
import { listPeopleOf, type PersonRow } from "./store/people";
import { findPull, type PullRow } from "./store/pulls";

export const getDiscussion = defineQuery({
  name: "discussions.getDiscussion",
  summary: "Look at an issue or pull request",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions/{number}" },
  input: DiscussionAddress,
  output: DiscussionDetails,
  run: async (ctx, address) => detailsOf(ctx, await discussionAt(ctx, address)),
});

const MAX_PARTICIPANTS = 50;

/** A discussion with what only its own page shows. */
export async function detailsOf(ctx: Ctx, place: Place): Promise<DiscussionDetails> {
  const { repo, discussion } = place;
  const resource = resourceOf(repo);
  const [shown, people, authors, reviews, pull] = await Promise.all([
    showDiscussions(ctx, repo, [discussion]),
    listPeopleOf(ctx.db, discussion.id),
    listAuthors(ctx.db, discussion.id, MAX_PARTICIPANTS),
    discussion.isPull ? listLastReviews(ctx.db, discussion.id) : [],
    discussion.isPull ? findPull(ctx.db, discussion.id) : null,
  ]);
  const [summary] = shown;
  if (!summary) throw new Error("A discussion was not shown");
  const verdicts = verdictsOf(reviews);
  const wanted = [...people.map(({ userId }) => userId), ...authors, ...verdicts.keys(), pull?.mergedById ?? ""];
  const accounts = await findAccounts(ctx.db, wanted.filter(Boolean));
  const inRole = (role: "isAssignee" | "isReviewer") => people.filter((row) => row[role]).map(({ userId }) => userId);
  return {
    ...summary,
    assignees: accountsOf(accounts, inRole("isAssignee")),
    reviewers: reviewersOf(accounts, { people, verdicts }),
    participants: accountsOf(accounts, authors),
    isSubscribed: isSubscribed(people, userIdOf(ctx.actor)),
    draftCount: await draftCountOf(ctx, place),
    pull: pull && (await showPull(ctx, pull, accounts)),
    can: {
      comment: await mayComment(ctx, place),
      edit: await mayEdit(ctx, place),
      write: await allows(ctx, "repo.write", resource),
      push: pull !== null && (await mayPush(ctx, { ...place, pull })),
    },
  };
}

async function draftCountOf(ctx: Ctx, { discussion }: Place): Promise<number> {
  const authorId = userIdOf(ctx.actor);
  return authorId === null || !discussion.isPull ? 0 : countDrafts(ctx.db, { discussionId: discussion.id, authorId });
}

type Accounts = ReadonlyMap<string, AccountSummary>;

const accountsOf = (accounts: Accounts, ids: readonly string[]): AccountSummary[] =>
  ids.flatMap((id) => accounts.get(id) ?? []);

const isSubscribed = (people: readonly PersonRow[], userId: string | null): boolean => {
  const row = people.find((person) => person.userId === userId);
  return row !== undefined && row.isSubscribed !== false;
};

async function mayComment(ctx: Ctx, { repo, discussion }: Place): Promise<boolean> {
  const resource = resourceOf(repo);
  if (await allows(ctx, "repo.write", resource)) return true;
  return discussion.lockedAt === null && (await allows(ctx, "discussion.write", resource));
}

async function showPull(ctx: Ctx, pull: PullRow, accounts: Accounts) {
  return {
    baseBranch: pull.baseBranch,
    headBranch: pull.headBranch,
    headRepo: pull.headRepoId === null ? null : await nameOfRepo(ctx, pull.headRepoId),
    headRef: `refs/pr/${pull.number}`,
    headCommit: pull.headCommit,
    refused: pull.refused,
    mergeCommit: pull.mergeCommit,
    mergedBy: (pull.mergedById === null ? null : accounts.get(pull.mergedById)) ?? null,
    mergedAt: pull.mergedAt,
  };
}

/** `null` for a fork that is gone, or that the caller may not see. */
async function nameOfRepo(ctx: Ctx, repoId: string): Promise<string | null> {
  const repo = await findReadableRepoById(ctx, repoId);
  return repo && fullNameOf(repo);
}
