import { checkLedgerHourly, expireBudgetLeases, expireFunds, tickRunIntervals } from "./jobs";

export const schedules = [
  { everyMs: 30_000, job: tickRunIntervals, payload: {} },
  { everyMs: 60_000, job: expireBudgetLeases, payload: {} },
  { everyMs: 60_000, job: expireFunds, payload: {} },
  { everyMs: 3_600_000, job: checkLedgerHourly, payload: {} },
];
