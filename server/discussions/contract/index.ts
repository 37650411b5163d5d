export {
  type Discussion,
  type DiscussionDetails,
  type DiscussionStatus,
  type EventData,
  type EventType,
  ListDiscussionsInput,
  type TimelineEvent,
} from "./discussion";
export type { ConflictedFile, MergeState, PullFiles, StatusState } from "./pull";
