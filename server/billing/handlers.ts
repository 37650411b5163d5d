import { defineHandlers } from "@/server/kernel";
import { expireLeases } from "./budgets/expire-leases";
import { expireFunds as expireEnded } from "./funds/expire-funds";
import { tickIntervals } from "./intervals";
import { checkLedgerHourly, expireBudgetLeases, expireFunds, tickRunIntervals } from "./jobs";
import { assertEvenLedger } from "./statements/assert-even-ledger";

export const billingHandlers = defineHandlers(
  { checkLedgerHourly, expireBudgetLeases, expireFunds, tickRunIntervals },
  {
    checkLedgerHourly: (ctx) => assertEvenLedger(ctx),
    expireBudgetLeases: (ctx) => expireLeases(ctx),
    expireFunds: (ctx, _payload, signal) => expireEnded(ctx, signal),
    tickRunIntervals: (ctx) => tickIntervals(ctx),
  },
);
