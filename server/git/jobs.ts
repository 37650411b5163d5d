import { z } from "zod";
import { defineJob } from "@/server/kernel";

/** Publishes what moved while nobody could tell: a process was killed between moving a ref and recording it. */
export const reconcileHeads = defineJob({
  name: "git.reconcileHeads",
  payload: z.strictObject({}),
  attempts: 3,
  timeoutMs: 30 * 60_000,
});

/** Packs what many small pushes left behind and drops what nothing points at. */
export const maintainRepositories = defineJob({
  name: "git.maintainRepositories",
  payload: z.strictObject({}),
  attempts: 2,
  timeoutMs: 4 * 3_600_000,
});
