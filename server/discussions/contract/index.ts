export type {
  Discussion,
  DiscussionStatus,
  EventData,
  EventType,
  TimelineEvent,
} from "./discussion";
export type { StatusState } from "./pull";
