import { z } from "zod";
import { Oid } from "@/server/git/contract";
import { defineJob } from "@/server/kernel";

/** Refs moved: pull requests follow their branches, and commits close issues. */
export const followRefs = defineJob({
  name: "discussions.followRefs",
  payload: z.object({
    repoId: z.uuid(),
    changes: z.array(z.object({ ref: z.string(), before: Oid.nullable(), after: Oid.nullable() })),
    pusherId: z.uuid().nullable(),
  }),
  attempts: 10,
  timeoutMs: 10 * 60_000,
});

/** Merges that were begun and not recorded, because who made them was killed. */
export const finishMerges = defineJob({
  name: "discussions.finishMerges",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

/** A repository is gone for good: what was said about it goes too. */
export const removeDiscussions = defineJob({
  name: "discussions.removeDiscussions",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 10,
  timeoutMs: 5 * 60_000,
});

export const jobs = { followRefs, finishMerges, removeDiscussions };
