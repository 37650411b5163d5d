import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Forgets a deleted account for good, unless it was restored meanwhile. */
export const purgeOwner = defineJob({
  name: "identity.purgeOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const sendPasswordReset = defineJob({
  name: "identity.sendPasswordReset",
  payload: z.object({ userId: z.uuid() }),
  attempts: 5,
  timeoutMs: 60_000,
});

/** Removes sessions that are over and attempts that nobody counts any more. */
export const sweepSessions = defineJob({
  name: "identity.sweepSessions",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

export const jobs = { purgeOwner, sendPasswordReset, sweepSessions };
