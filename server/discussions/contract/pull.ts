import { z } from "zod";
import { Commit, FileDiff, MergeMethod, Oid } from "@/server/git/contract";
import { CommitFilesInput, CommitFilesResult } from "@/server/hub/contract/content";
import { RepoAddress } from "@/server/hub/contract/repo";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Body, DIFF_SIDES, DiscussionAddress, EventAddress, TimelineEvent, Title, Verdict } from "./discussion";

const BranchName = Text.min(1).max(200);
const FilePath = Text.min(1).max(2_048);

export const STATUS_STATES = ["pending", "success", "failure", "error"] as const;
export const StatusState = z.enum(STATUS_STATES);
export type StatusState = z.infer<typeof StatusState>;

export const CreatePullInput = RepoAddress.extend({
  title: Title,
  description: Body.default(""),
  base: BranchName.optional().describe("Branch to merge into; default: the default branch."),
  head: BranchName.optional().describe("Branch to merge. Without it an empty draft is made that takes commits itself."),
  headNamespace: Text.min(1).max(96).optional().describe("Owner of the fork that has the branch."),
  headName: Text.min(1).max(96).optional().describe("Name of the fork; default: the name of this repository."),
  isDraft: z.boolean().default(false),
});
export type CreatePullInput = z.infer<typeof CreatePullInput>;

export const ProposeChangesInput = CommitFilesInput.pick({
  ...{ shelf: true, namespace: true, name: true },
  ...{ changes: true },
}).extend({
  title: Title.describe("Of the pull request, and the summary of its commit."),
  description: CommitFilesInput.shape.description,
  base: BranchName.optional().describe("Branch to merge into; default: the default branch."),
  head: BranchName.optional().describe("New branch that takes the commit. Without it only the pull request has it."),
});
export type ProposeChangesInput = z.infer<typeof ProposeChangesInput>;
export const ProposedChanges = CommitFilesResult.pick({ commit: true, secrets: true }).extend({
  number: z.int(),
  url: z.string().describe("Address of the page of the pull request."),
});

export const CommitChoicesInput = RepoAddress.extend({ branch: BranchName });
export const CommitChoices = z
  .object({
    canCommit: z.boolean().describe("To the branch itself."),
    isProtected: z.boolean().describe("Only the rules of the branch keep the caller from it."),
    canPropose: z.boolean().describe("By a pull request into the branch."),
    newBranch: z.string().nullable().describe("A free name for a branch of the caller; null when they may make none."),
  })
  .describe("How the caller may change files of a branch.");
export type CommitChoices = z.infer<typeof CommitChoices>;

export const ComparePullInput = CreatePullInput.pick({
  ...{ shelf: true, namespace: true, name: true },
  ...{ base: true, headNamespace: true, headName: true },
}).extend({ head: BranchName });

export const Comparison = z.object({
  base: Oid,
  head: Oid,
  commits: z.array(Commit),
  hasMoreCommits: z.boolean(),
  files: z.array(FileDiff),
  isTruncated: z.boolean(),
  conflicts: z.array(z.string()).describe("Paths of files that were changed on both sides."),
  isUnrelated: z.boolean().describe("Whether both have no commit in common; then nothing can be merged."),
});
export type Comparison = z.infer<typeof Comparison>;

const LinesNow = z.object({
  path: z.string(),
  side: z.enum(DIFF_SIDES),
  line: z.int().nullable().describe("Line at the newest commit; null when that line is gone."),
  startLine: z.int().nullable().describe("The first of several lines."),
});

/** A line comment with the place it has in the newest version of the file. */
export const Thread = LinesNow.extend({ comment: TimelineEvent });

export const ReviewDraft = LinesNow.extend({ id: z.uuid(), body: z.string(), createdAt: z.date() });
export type ReviewDraft = z.infer<typeof ReviewDraft>;

export const PullFiles = Comparison.omit({
  commits: true,
  hasMoreCommits: true,
  conflicts: true,
  isUnrelated: true,
}).extend({
  threads: z.array(Thread),
  drafts: z.array(ReviewDraft).describe("What the caller has written on lines and not submitted."),
  viewed: z.array(z.string()).describe("Paths of the files that the caller has looked at as they are."),
});

export type PullFiles = z.infer<typeof PullFiles>;

export const PullCounts = z.object({ commits: z.int(), files: z.int() });
export const PullCommitPage = pageOf(Commit);
export const ListPullCommitsInput = PageInput.extend({ ...DiscussionAddress.shape });

export const CommitStatus = z.object({
  context: z.string(),
  state: StatusState,
  description: z.string(),
  targetUrl: z.string().nullable(),
  creator: z.string().nullable(),
  updatedAt: z.date(),
});
export const CommitStatusAddress = RepoAddress.extend({ commit: Oid });
export const SetCommitStatusInput = CommitStatusAddress.extend({
  context: Text.trim().min(1).max(120).default("default"),
  state: StatusState,
  description: Text.max(300).default(""),
  targetUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
});
export const ListCommitStatusesInput = PageInput.extend({ ...CommitStatusAddress.shape });
export const CommitStatusPage = pageOf(CommitStatus);

export const MERGE_OBSTACLES = [
  "not_open",
  "draft",
  "merged",
  "base_gone",
  "unrelated_histories",
  "conflicts",
  "nothing_to_merge",
  "review_missing",
  "changes_requested",
  "code_owner_missing",
  "last_push_review_missing",
  "check_missing",
  "protected",
] as const;

export const MergeState = z.object({
  head: Oid,
  base: Oid.nullable().describe("Head of the base branch; null when that branch is gone."),
  obstacles: z.array(z.enum(MERGE_OBSTACLES)).describe("Why it cannot be merged now; empty when it can."),
  conflicts: z.array(z.string()).describe("Paths of files that were changed on both sides."),
  isUnrelated: z.boolean().describe("Whether base and head have no commit in common; told as an obstacle, too."),
  commitsBehind: z.int().describe("Commits of the base that the head has not."),
  approvals: z.int(),
  requiredApprovals: z.int(),
  missingOwners: z
    .array(z.array(z.string()))
    .describe(
      "Where code owners must approve: one of each of these groups has yet to. An empty group: too much to tell.",
    ),
  changesRequestedBy: z.array(z.string()),
  checks: z.array(CommitStatus),
  missingChecks: z.array(z.string()),
  methods: z.array(MergeMethod),
});
export type MergeState = z.infer<typeof MergeState>;

export const MergePullInput = DiscussionAddress.extend({
  method: MergeMethod.optional().describe("Default: the first that the repository allows."),
  title: Text.max(500).optional().describe("First line of the commit message."),
  message: Text.max(10_000).optional(),
  comment: Body.optional(),
  expectedHead: Oid.optional().describe("The commit that was looked at; a newer head is a conflict."),
});
export type MergePullInput = z.infer<typeof MergePullInput>;
export const MergeResult = z.object({ commit: Oid });

export const ConflictAddress = DiscussionAddress.extend({ path: FilePath });
/** A file in conflict: both versions, what they came from, and one text with markers. */
export const ConflictedFile = z.object({
  path: z.string(),
  isText: z.boolean(),
  base: z.string().nullable().describe("Text, null where the file does not exist or is not text."),
  ours: z.string().nullable().describe("As in the pull request."),
  theirs: z.string().nullable().describe("As in the base branch."),
  merged: z.string().nullable().describe("Both, between markers."),
  oursExists: z.boolean(),
  theirsExists: z.boolean(),
});
export type ConflictedFile = z.infer<typeof ConflictedFile>;
export const ConflictList = z.object({ head: Oid, base: Oid, files: z.array(z.object({ path: z.string() })) });

export const ResolveConflictsInput = DiscussionAddress.extend({
  expectedHead: Oid,
  expectedBase: Oid,
  files: z
    .array(
      z.discriminatedUnion("take", [
        z.strictObject({ path: FilePath, take: z.enum(["ours", "theirs", "nothing"]) }),
        z.strictObject({ path: FilePath, take: z.literal("content"), text: Text.max(5_000_000) }),
      ]),
    )
    .min(1)
    .max(200),
});

const LineComment = z.strictObject({
  path: FilePath,
  side: z.enum(DIFF_SIDES).default("new"),
  line: z.int().min(1).max(10_000_000),
  startLine: z.int().min(1).max(10_000_000).optional(),
  body: Body.trim().min(1),
});
export type LineComment = z.infer<typeof LineComment>;

export const ReviewPullInput = DiscussionAddress.extend({
  verdict: Verdict.default("comment"),
  body: Body.default(""),
  comments: z.array(LineComment).max(100).default([]),
  commit: Oid.optional().describe("The commit that was looked at; default: the newest."),
  withDrafts: z.boolean().default(false).describe("Submits the caller's drafts with it."),
});
/** Line comments of a review that is not submitted yet. */
export const MAX_DRAFTS = 100;
export const AddReviewDraftInput = DiscussionAddress.extend({
  ...LineComment.shape,
  commit: Oid.optional().describe("The commit that was looked at; default: the newest."),
});
const DraftAddress = DiscussionAddress.extend({ draftId: z.uuid() });
export const EditReviewDraftInput = DraftAddress.extend({ body: Body.trim().min(1) });
export const DeleteReviewDraftInput = DraftAddress;
/** More files than a page ever shows. */
export const MAX_VIEWED_FILES = 3_000;

export const SetFileViewedInput = DiscussionAddress.extend({
  path: FilePath,
  blob: Oid.nullable().describe("What was looked at: `newOid` of the file, null for one that is deleted."),
  viewed: z.boolean(),
});
export const DismissReviewInput = EventAddress.extend({ reason: Text.trim().min(1).max(1_000) });
export const AskAgainInput = DiscussionAddress.extend({ username: Text.min(1).max(96) });
export const ResolveThreadInput = EventAddress.extend({ resolved: z.boolean().default(true) });
export const ApplySuggestionInput = EventAddress;
export const CommitResult = z.object({ commit: Oid });
export const SetBaseInput = DiscussionAddress.extend({ base: BranchName });
