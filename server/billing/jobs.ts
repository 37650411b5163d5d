import { z } from "zod";
import { defineJob } from "@/server/kernel";

export const tickRunIntervals = defineJob({
  name: "billing.tickRunIntervals",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

export const expireBudgetLeases = defineJob({
  name: "billing.expireBudgetLeases",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});
