import { z } from "zod";
import { defineEvent } from "@/server/kernel";

/** A run came to nothing, with all its attempts, and the one before did not; or nobody runs the mirror any more. */
export const mirrorFailed = defineEvent({
  name: "mirror.mirrorFailed",
  payload: z.object({
    repoId: z.uuid(),
    /** Who set it up: an account of the cache's owner where nobody did. */
    creatorId: z.uuid(),
    direction: z.enum(["pull", "push"]),
    /** It rests until somebody switches it on. */
    isOff: z.boolean(),
  }),
});
