import { defineHandlers } from "@/server/kernel";
import { expireLeases } from "./budgets/expire-leases";
import { tickIntervals } from "./intervals";
import { expireBudgetLeases, tickRunIntervals } from "./jobs";

export const billingHandlers = defineHandlers(
  { expireBudgetLeases, tickRunIntervals },
  { expireBudgetLeases: (ctx) => expireLeases(ctx), tickRunIntervals: (ctx) => tickIntervals(ctx) },
);
