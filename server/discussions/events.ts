import { z } from "zod";
import { defineEvent } from "@/server/kernel";

/** Something was said or done in a discussion. */
export const discussionActivity = defineEvent({
  name: "discussions.activity",
  payload: z.object({ discussionId: z.uuid(), eventId: z.uuid() }),
});
