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

/** Forgets what a resource group might have spent, once it is gone. */
export const removeBudgetsOfGroup = defineJob({
  name: "billing.removeBudgetsOfGroup",
  payload: z.object({ organizationId: z.uuid(), groupId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const expireFunds = defineJob({
  name: "billing.expireFunds",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

/** Fails when the ledger does not balance, which an alert counts: trying again would not help, and the next hour looks anew. */
export const checkLedgerHourly = defineJob({
  name: "billing.checkLedgerHourly",
  payload: z.object({}),
  attempts: 1,
  timeoutMs: 600_000,
});
