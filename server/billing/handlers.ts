import { defineHandlers } from "@/server/kernel";
import { expireLeases } from "./budgets/expire-leases";
import { expireFunds as expireEnded } from "./funds/expire-funds";
import { tickIntervals } from "./intervals";
import { checkLedgerHourly, expireBudgetLeases, expireFunds, tickRunIntervals } from "./jobs";
import { reportDifferences } from "./statements/report-differences";

export const billingHandlers = defineHandlers(
  { checkLedgerHourly, expireBudgetLeases, expireFunds, tickRunIntervals },
  {
    checkLedgerHourly: (ctx) => reportDifferences(ctx),
    expireBudgetLeases: (ctx) => expireLeases(ctx),
    expireFunds: (ctx, _payload, signal) => expireEnded(ctx, signal),
    tickRunIntervals: (ctx) => tickIntervals(ctx),
  },
);
