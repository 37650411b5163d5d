import { blockUser } from "./blocks/block-user";
import { listBlockedUsers } from "./blocks/list-blocked-users";
import { unblockUser } from "./blocks/unblock-user";
import { changeDiscussions } from "./change-discussions";
import { addComment } from "./comments/add-comment";
import { editComment } from "./comments/edit-comment";
import { hideComment } from "./comments/hide-comment";
import { listCommentEdits } from "./comments/list-comment-edits";
import { listCommentReports } from "./comments/list-comment-reports";
import { listRepoReports } from "./comments/list-repo-reports";
import { putReaction } from "./comments/put-reaction";
import { removeReaction } from "./comments/remove-reaction";
import { reportComment } from "./comments/report-comment";
import { settleRepoReport } from "./comments/settle-repo-report";
import { settleReport } from "./comments/settle-report";
import { toggleTask } from "./comments/toggle-task";
import { countDiscussions } from "./count-discussions";
import { createIssue } from "./create-issue";
import { addReviewDraft } from "./drafts/add-review-draft";
import { deleteReviewDraft } from "./drafts/delete-review-draft";
import { discardReview } from "./drafts/discard-review";
import { editReviewDraft } from "./drafts/edit-review-draft";
import { getDiscussion } from "./get-discussion";
import { getDiscussionSettings } from "./get-discussion-settings";
import { deleteLabel } from "./labels/delete-label";
import { listLabels } from "./labels/list-labels";
import { putLabel } from "./labels/put-label";
import { setDiscussionLabels } from "./labels/set-discussion-labels";
import { listDiscussionEvents } from "./list-discussion-events";
import { listDiscussions } from "./list-discussions";
import { listPinned } from "./list-pinned";
import { lockDiscussion } from "./lock-discussion";
import { getMergeState } from "./merging/get-merge-state";
import { listCommitStatuses } from "./merging/list-commit-statuses";
import { mergePull } from "./merging/merge-pull";
import { revertPull } from "./merging/revert-pull";
import { setCommitStatus } from "./merging/set-commit-status";
import { pinDiscussion } from "./pin-discussion";
import { comparePull } from "./pulls/compare-pull";
import { countPull } from "./pulls/count-pull";
import { createProposalUpload } from "./pulls/create-proposal-upload";
import { createPull } from "./pulls/create-pull";
import { getCommitChoices } from "./pulls/get-commit-choices";
import { getConflict } from "./pulls/get-conflict";
import { getConflicts } from "./pulls/get-conflicts";
import { getPullFiles } from "./pulls/get-pull-files";
import { listPullCommits } from "./pulls/list-pull-commits";
import { proposeChanges } from "./pulls/propose-changes";
import { resolveConflicts } from "./pulls/resolve-conflicts";
import { setFileViewed } from "./pulls/set-file-viewed";
import { setPullBase } from "./pulls/set-pull-base";
import { renameDiscussion } from "./rename-discussion";
import { applySuggestion } from "./reviews/apply-suggestion";
import { askForReviewAgain } from "./reviews/ask-for-review-again";
import { dismissReview } from "./reviews/dismiss-review";
import { requestReviewers } from "./reviews/request-reviewers";
import { resolveThread } from "./reviews/resolve-thread";
import { reviewPull } from "./reviews/review-pull";
import { setAssignees } from "./set-assignees";
import { setDiscussionStatus } from "./set-discussion-status";
import { subscribeToDiscussion } from "./subscribe-to-discussion";
import { suggestDiscussions } from "./suggestions/suggest-discussions";
import { suggestPeople } from "./suggestions/suggest-people";
import { listTemplates } from "./templates/list-templates";
import { updateDiscussionSettings } from "./update-discussion-settings";

export const discussionsOperations = {
  addComment,
  addReviewDraft,
  applySuggestion,
  askForReviewAgain,
  blockUser,
  changeDiscussions,
  comparePull,
  countDiscussions,
  countPull,
  createIssue,
  createProposalUpload,
  createPull,
  deleteLabel,
  deleteReviewDraft,
  discardReview,
  dismissReview,
  editComment,
  editReviewDraft,
  getCommitChoices,
  getConflict,
  getConflicts,
  getDiscussion,
  getDiscussionSettings,
  getMergeState,
  getPullFiles,
  hideComment,
  listBlockedUsers,
  listCommentEdits,
  listCommentReports,
  listCommitStatuses,
  listDiscussionEvents,
  listDiscussions,
  listLabels,
  listPinned,
  listPullCommits,
  listRepoReports,
  listTemplates,
  lockDiscussion,
  mergePull,
  pinDiscussion,
  proposeChanges,
  putLabel,
  putReaction,
  removeReaction,
  renameDiscussion,
  reportComment,
  requestReviewers,
  resolveConflicts,
  resolveThread,
  revertPull,
  reviewPull,
  setAssignees,
  setCommitStatus,
  setDiscussionLabels,
  setDiscussionStatus,
  setFileViewed,
  setPullBase,
  settleReport,
  settleRepoReport,
  subscribeToDiscussion,
  suggestDiscussions,
  suggestPeople,
  toggleTask,
  unblockUser,
  updateDiscussionSettings,
};
