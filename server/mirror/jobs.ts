import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Does a run, or goes on with it where a killed worker left off. */
export const runMirror = defineJob({
  name: "mirror.runMirror",
  payload: z.object({ runId: z.uuid() }),
  attempts: 25,
  timeoutMs: 24 * 3_600_000,
});

/** Starts what is due, and what a crash left without a job. */
export const startDueMirrors = defineJob({
  name: "mirror.startDueMirrors",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

/** A repository is gone for good: so are its mirrors. */
export const removeMirrors = defineJob({
  name: "mirror.removeMirrors",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Keeps what was fetched from another hub within its limits. */
export const evictRepos = defineJob({
  name: "mirror.evictRepos",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 10 * 60_000,
});

export const jobs = { runMirror, startDueMirrors, removeMirrors, evictRepos };
