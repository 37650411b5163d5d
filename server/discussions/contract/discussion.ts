import { z } from "zod";
import { RepoAddress } from "@/server/hub/contract/repo";
import { AccountSummary } from "@/server/identity/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { MAX_TITLE } from "./max-title";
import { MAX_QUERY } from "./query";

/** Finer words of this context for `DomainError.reason`. */
export const DISCUSSION_REASONS = [
  "discussions_disabled",
  "name_taken",
  "base_gone",
  "draft",
  "merged",
  "protected",
  "blocked",
  "locked",
  "bad_query",
  "not_a_pull_request",
  "not_open",
  "same_pull_request",
  "nothing_to_merge",
  "merge_running",
  "method_not_allowed_here",
  "review_missing",
  "changes_requested",
  "check_missing",
  "code_owner_missing",
  "last_push_review_missing",
  "own_pull_request",
  "suggestion_outdated",
] as const;
export type DiscussionReason = (typeof DISCUSSION_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly discussions: DiscussionReason;
  }
}

export const DISCUSSION_STATUSES = ["draft", "open", "closed", "merged"] as const;
export const DiscussionStatus = z.enum(DISCUSSION_STATUSES);
export type DiscussionStatus = z.infer<typeof DiscussionStatus>;

export const CLOSE_REASONS = ["completed", "not_planned"] as const;
export const CloseReason = z.enum(CLOSE_REASONS);
export type CloseReason = z.infer<typeof CloseReason>;

/** Kept as the reason where somebody settled a report; screens say it in their own words. */
export const HIDDEN_WHEN_REPORTED = "moderation";

export const LOCK_REASONS = ["off_topic", "too_heated", "resolved", "spam"] as const;
export const LockReason = z.enum(LOCK_REASONS);
export type LockReason = z.infer<typeof LockReason>;

export const EVENT_TYPES = [
  "comment",
  "status",
  "title",
  "commits",
  "labels",
  "assignees",
  "reviewers",
  "review",
  "review_comment",
  "lock",
  "pin",
  "reference",
  "base",
  "stale",
  "dismissal",
  "refused",
] as const;
export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

/** Why a repository did not take in what the branch of a fork holds. */
export const REFUSED_REASONS = ["secret_found", "objects_refused"] as const;
export const RefusedReason = z.enum(REFUSED_REASONS);

export const VERDICTS = ["approve", "request_changes", "comment"] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

export const DIFF_SIDES = ["old", "new"] as const;

/** The lines that a comment is about: 1-based, in the file as it was at `commit`. */
export interface LineData {
  readonly path: string;
  readonly side: (typeof DIFF_SIDES)[number];
  readonly line: number;
  readonly startLine?: number;
  readonly commit: string;
}

/** What an event is about; which fields there are follows from its type. */
export const EventData = z.object({
  status: DiscussionStatus.optional(),
  from: z.string().optional().describe("Title or base branch before."),
  to: z.string().optional(),
  commit: z.string().optional().describe("The commit that did it, that was reviewed, or that a line comment is about."),
  commits: z.array(z.object({ oid: z.string(), subject: z.string() })).optional(),
  isForced: z.boolean().optional().describe("The commits before are no longer part of it."),
  added: z.array(z.string()).optional().describe("Names of labels or people."),
  removed: z.array(z.string()).optional(),
  verdict: Verdict.optional(),
  isBinding: z.boolean().optional().describe("The reviewer could write to the repository."),
  path: z.string().optional(),
  side: z.enum(DIFF_SIDES).optional(),
  line: z.int().optional().describe("1-based, in the file as it was at `commit`."),
  startLine: z.int().optional(),
  isOn: z.boolean().optional().describe("Locked or pinned, or no longer."),
  number: z.int().optional().describe("The discussion that mentions this one."),
  reason: z.string().optional().describe("Why a review was dismissed."),
  refused: RefusedReason.optional().describe("Why the commits of a fork were not taken in."),
  closeReason: CloseReason.optional(),
  lockReason: LockReason.optional(),
});
export type EventData = z.infer<typeof EventData>;

/** Longest text of a description or comment, in characters. */
export const MAX_BODY = 65_536;
export const Body = Text.max(MAX_BODY);
export const Title = Text.trim().min(1).max(MAX_TITLE);
export const LabelName = Text.trim().min(1).max(50);
const Username = Text.min(1).max(96);

export const DiscussionAddress = RepoAddress.extend({ number: z.int().min(1).max(2_147_483_647) });
export type DiscussionAddress = z.infer<typeof DiscussionAddress>;
export const EventAddress = DiscussionAddress.extend({ eventId: z.uuid() });

export const Label = z.object({ id: z.uuid(), name: z.string(), color: z.string(), description: z.string() });
export type Label = z.infer<typeof Label>;
const LabelOfDiscussion = Label.pick({ name: true, color: true });

export const Discussion = z.object({
  id: z.uuid(),
  number: z.int(),
  isPull: z.boolean(),
  title: z.string(),
  status: DiscussionStatus,
  author: AccountSummary.nullable(),
  commentCount: z.int(),
  isLocked: z.boolean(),
  lockReason: LockReason.nullable(),
  closeReason: CloseReason.nullable().describe("Of a closed issue, when one was given."),
  isPinned: z.boolean(),
  labels: z.array(LabelOfDiscussion),
  tasks: z.object({ done: z.int(), total: z.int() }).describe("Of the task list in its description."),
  createdAt: z.date(),
  updatedAt: z.date(),
  closedAt: z.date().nullable(),
  url: z.string().describe("Address of its page."),
});
export type Discussion = z.infer<typeof Discussion>;

export const PullRequest = z.object({
  baseBranch: z.string(),
  headBranch: z.string().nullable().describe("The branch it follows; null when its commits are under `headRef` alone."),
  headRepo: z.string().nullable().describe("`namespace/name` of the fork the branch is in."),
  headRef: z.string().describe("Where its commits are in this repository, such as `refs/pr/3`."),
  headCommit: z.string(),
  refused: z
    .object({ commit: z.string(), reason: RefusedReason })
    .nullable()
    .describe("What the branch of the fork holds and this repository did not take in: it is out of date with it."),
  mergeCommit: z.string().nullable(),
  mergedBy: AccountSummary.nullable(),
  mergedAt: z.date().nullable(),
});

const Reviewer = AccountSummary.extend({
  verdict: Verdict.nullable().describe("Their last word."),
  reviewId: z.uuid().nullable().describe("The event that holds it."),
  isBinding: z.boolean().describe("They could write to the repository when they said so."),
  isStale: z.boolean().describe("They approved something else than there is now."),
  isAwaited: z.boolean().describe("They were asked and have not answered since."),
});

export const DiscussionDetails = Discussion.extend({
  assignees: z.array(AccountSummary),
  reviewers: z.array(Reviewer),
  participants: z.array(AccountSummary),
  isSubscribed: z.boolean(),
  draftCount: z.int().describe("Remarks of the caller's review that they have not submitted."),
  pull: PullRequest.nullable(),
  can: z
    .object({
      comment: z.boolean(),
      edit: z.boolean().describe("Rename, close and open it."),
      write: z.boolean().describe("Label, assign, lock, pin, merge."),
      push: z.boolean().describe("Add commits to the pull request."),
    })
    .describe("What the caller may do."),
});
export type DiscussionDetails = z.infer<typeof DiscussionDetails>;

export const ListDiscussionsInput = PageInput.extend({
  ...RepoAddress.shape,
  type: z.enum(["all", "issue", "pull"]).default("all"),
  status: z.enum(["all", "open", "closed"]).default("all").describe("`open` includes drafts, `closed` what is merged."),
  author: Username.optional(),
  assignee: Username.optional(),
  label: z.array(LabelName).max(10).optional().describe("All of these labels."),
  search: Text.max(200).optional().describe("Part of the title."),
  query: Text.max(MAX_QUERY)
    .optional()
    .describe(
      "As typed above the list: `is:open author:mei label:bug no:assignee review:approved sort:updated words`; `no:label` and `no:review` too.",
    ),
});
export type ListDiscussionsInput = z.infer<typeof ListDiscussionsInput>;
export const DiscussionPage = pageOf(Discussion);

export const CountDiscussionsInput = ListDiscussionsInput.omit({ cursor: true, limit: true, status: true });
/** How many fit the filter, by what tabs show. */
export const DiscussionCounts = z.object({ open: z.int(), closed: z.int(), issues: z.int(), pulls: z.int() });

export const CreateIssueInput = RepoAddress.extend({
  title: Title,
  description: Body.default(""),
  labels: z.array(LabelName).max(20).optional(),
  template: z.string().max(200).optional().describe("Name of the template it starts from: it gets the labels of that."),
});

export const Reaction = z.enum(["thumbs_up", "thumbs_down", "laugh", "hooray", "confused", "heart", "rocket", "eyes"]);
export const ReactionCount = z.object({ reaction: z.string(), count: z.int(), isMine: z.boolean() });

export const TimelineEvent = z.object({
  id: z.uuid(),
  type: EventType,
  author: AccountSummary.nullable(),
  body: z.string().nullable().describe("Markdown; empty when hidden, null when the event has no text."),
  data: EventData,
  reviewId: z.uuid().nullable(),
  replyToId: z.uuid().nullable(),
  editCount: z.int(),
  editedAt: z.date().nullable(),
  hidden: z
    .object({
      by: z.string().nullable(),
      reason: z.string().nullable(),
      at: z.date(),
      said: z.string().nullable().describe("What it said, for who settles the reports of it; null for everybody else."),
    })
    .nullable(),
  resolvedBy: z.string().nullable(),
  isStale: z.boolean().describe("An approval of something else than there is now."),
  isDismissed: z.boolean(),
  reactions: z.array(ReactionCount),
  createdAt: z.date(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const ListEventsInput = PageInput.extend({ ...DiscussionAddress.shape });
export const EventPage = pageOf(TimelineEvent);

export const CommentInput = DiscussionAddress.extend({ body: Body.trim().min(1), replyToId: z.uuid().optional() });
export const EditCommentInput = EventAddress.extend({ body: Body.trim().min(1) });
export const ToggleTaskInput = EventAddress.extend({
  line: z.int().min(1).max(MAX_BODY).describe("1-based line of the text that the task stands on."),
  text: Text.max(MAX_BODY).describe("What the task says, as it was read: another one is not ticked by mistake."),
  isDone: z.boolean(),
});
export const HideCommentInput = EventAddress.extend({
  hidden: z.boolean().default(true),
  reason: Text.max(200).optional(),
});
export const ReactInput = EventAddress.extend({ reaction: Reaction });
export const ReportCommentInput = EventAddress.extend({ reason: Text.trim().min(1).max(1_000) });
export const RenameInput = DiscussionAddress.extend({ title: Title });
export const SetStatusInput = DiscussionAddress.extend({
  status: z.enum(["open", "closed", "draft"]),
  comment: Body.optional(),
  reason: CloseReason.optional().describe("Of an issue that is closed."),
});
export const LabelsInput = DiscussionAddress.extend({ labels: z.array(LabelName).max(20) });
export const PeopleInput = DiscussionAddress.extend({ usernames: z.array(Username).max(20) });
export const SwitchInput = DiscussionAddress.extend({ on: z.boolean() });
export const LockInput = SwitchInput.extend({ reason: LockReason.optional().describe("Why it is locked.") });

export const ListEditsInput = PageInput.extend({ ...EventAddress.shape });
export const CommentEditPage = pageOf(
  z.object({ id: z.uuid(), editor: AccountSummary.nullable(), body: z.string(), createdAt: z.date() }),
);
