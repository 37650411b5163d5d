import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Does the run whose turn it is in a lane, or goes on with the one that a killed worker left there. */
export const serveLane = defineJob({
  name: "mirror.serveLane",
  payload: z.object({ lane: z.int().min(0) }),
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

export const jobs = { serveLane, startDueMirrors, removeMirrors, evictRepos };
