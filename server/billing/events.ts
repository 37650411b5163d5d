import { z } from "zod";
import { defineEvent } from "@/server/kernel";
import { BUDGET_KINDS, BudgetPeriod } from "./contract";

/** A budget reached 50, 80 or 100 percent of its limit, for the first time in its period. */
export const budgetReached = defineEvent({
  name: "billing.budgetReached",
  payload: z.object({
    kind: z.enum(BUDGET_KINDS),
    ref: z.uuid(),
    ownerId: z.uuid(),
    period: BudgetPeriod,
    periodStart: z.coerce.date(),
    share: z.int(),
  }),
});
