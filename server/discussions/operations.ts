import { addComment } from "./add-comment";
import { applySuggestion } from "./apply-suggestion";
import { blockUser } from "./block-user";
import { comparePull } from "./compare-pull";
import { countDiscussions } from "./count-discussions";
import { createIssue } from "./create-issue";
import { createPull } from "./create-pull";
import { deleteLabel } from "./delete-label";
import { editComment } from "./edit-comment";
import { getConflict } from "./get-conflict";
import { getConflicts } from "./get-conflicts";
import { getDiscussion } from "./get-discussion";
import { getDiscussionSettings } from "./get-discussion-settings";
import { getMergeState } from "./get-merge-state";
import { getPullFiles } from "./get-pull-files";
import { hideComment } from "./hide-comment";
import { listBlockedUsers } from "./list-blocked-users";
import { listCommentEdits } from "./list-comment-edits";
import { listCommentReports } from "./list-comment-reports";
import { listCommitStatuses } from "./list-commit-statuses";
import { listDiscussionEvents } from "./list-discussion-events";
import { listDiscussions } from "./list-discussions";
import { listLabels } from "./list-labels";
import { listPinned } from "./list-pinned";
import { listPullCommits } from "./list-pull-commits";
import { listTemplates } from "./list-templates";
import { lockDiscussion } from "./lock-discussion";
import { mergePull } from "./merge-pull";
import { pinDiscussion } from "./pin-discussion";
import { putLabel } from "./put-label";
import { putReaction } from "./put-reaction";
import { removeReaction } from "./remove-reaction";
import { renameDiscussion } from "./rename-discussion";
import { reportComment } from "./report-comment";
import { requestReviewers } from "./request-reviewers";
import { resolveConflicts } from "./resolve-conflicts";
import { resolveThread } from "./resolve-thread";
import { revertPull } from "./revert-pull";
import { reviewPull } from "./review-pull";
import { setAssignees } from "./set-assignees";
import { setCommitStatus } from "./set-commit-status";
import { setDiscussionLabels } from "./set-discussion-labels";
import { setDiscussionStatus } from "./set-discussion-status";
import { setPullBase } from "./set-pull-base";
import { settleReport } from "./settle-report";
import { subscribeToDiscussion } from "./subscribe-to-discussion";
import { unblockUser } from "./unblock-user";
import { updateDiscussionSettings } from "./update-discussion-settings";

export const discussionsOperations = {
  addComment,
  applySuggestion,
  blockUser,
  comparePull,
  countDiscussions,
  createIssue,
  createPull,
  deleteLabel,
  editComment,
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
  listTemplates,
  lockDiscussion,
  mergePull,
  pinDiscussion,
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
  setPullBase,
  settleReport,
  subscribeToDiscussion,
  unblockUser,
  updateDiscussionSettings,
};
