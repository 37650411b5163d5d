import { defineHandlers } from "@/server/kernel";
import { expireLeases } from "./budgets/expire-leases";
import { deleteBudgetsOf } from "./budgets/store/scopes";
import { expireFunds as expireEnded } from "./funds/expire-funds";
import { tickIntervals } from "./intervals";
import { checkLedgerHourly, expireBudgetLeases, expireFunds, removeBudgetsOfGroup, tickRunIntervals } from "./jobs";
import { assertEvenLedger } from "./statements/assert-even-ledger";

export const billingHandlers = defineHandlers(
  { checkLedgerHourly, expireBudgetLeases, expireFunds, removeBudgetsOfGroup, tickRunIntervals },
  {
    checkLedgerHourly: (ctx) => assertEvenLedger(ctx),
    expireBudgetLeases: (ctx) => expireLeases(ctx),
    expireFunds: (ctx, _payload, signal) => expireEnded(ctx, signal),
    removeBudgetsOfGroup: ({ db }, { organizationId: ownerId, groupId: ref }) =>
      deleteBudgetsOf(db, { kind: "project", ref, ownerId }),
    tickRunIntervals: (ctx) => tickIntervals(ctx),
  },
);
