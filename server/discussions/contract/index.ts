export {
  type Discussion,
  type DiscussionDetails,
  type DiscussionStatus,
  type EventData,
  type EventType,
  type Label,
  ListDiscussionsInput,
  type TimelineEvent,
} from "./discussion";
export type { ConflictedFile, MergeState, PullFiles, StatusState } from "./pull";
export type { DiscussionSettings } from "./rules";
