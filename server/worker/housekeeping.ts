import { z } from "zod";
import { forgetOldAnswers } from "@/server/api/rest/store";
import { defineHandlers, defineJob } from "@/server/kernel";

const HOUR_MS = 3_600_000;

const forgetAnswers = defineJob({
  name: "worker.forgetAnswers",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

/** What belongs to no context: answers kept for repeats of a request. */
export const housekeepingHandlers = defineHandlers(
  { forgetAnswers },
  { forgetAnswers: (ctx) => forgetOldAnswers(ctx) },
);

export const housekeepingSchedules = [{ everyMs: HOUR_MS, job: forgetAnswers, payload: {} }] as const;
