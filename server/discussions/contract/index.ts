export {
  type CloseReason,
  type Discussion,
  type DiscussionDetails,
  type DiscussionStatus,
  type EventData,
  type EventType,
  type Label,
  type LineData,
  ListDiscussionsInput,
  type LockReason,
  type TimelineEvent,
} from "./discussion";
export type { CommitChoices, ConflictedFile, MergeState, PullFiles, StatusState } from "./pull";
export type { DiscussionSettings } from "./rules";
