import { z } from "zod";
import { defineEvent } from "@/server/kernel";

/** Something was said or done in a discussion. */
export const discussionActivity = defineEvent({
  name: "discussions.activity",
  payload: z.object({ discussionId: z.uuid(), eventId: z.uuid() }),
});

/** Somebody reported a comment, for the first time. */
export const commentReported = defineEvent({
  name: "discussions.commentReported",
  payload: z.object({ eventId: z.uuid(), reporterId: z.uuid() }),
});

/** What somebody said reads otherwise now: edited, hidden or shown again. */
export const commentChanged = defineEvent({
  name: "discussions.commentChanged",
  payload: z.object({ eventId: z.uuid() }),
});
