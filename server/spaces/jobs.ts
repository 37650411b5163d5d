import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Removes what a space asked for, once its repository is gone for good. */
export const forgetSpace = defineJob({
  name: "spaces.forgetSpace",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const jobs = { forgetSpace };
