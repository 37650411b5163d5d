import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Forgets responses whose month is over. */
export const sweepResponses = defineJob({
  name: "gateway.sweepResponses",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

export const removeResponsesOfOwner = defineJob({
  name: "gateway.removeResponsesOfOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const jobs = { sweepResponses, removeResponsesOfOwner };
