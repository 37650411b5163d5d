import { expireBudgetLeases, tickRunIntervals } from "./jobs";

export const schedules = [
  { everyMs: 30_000, job: tickRunIntervals, payload: {} },
  { everyMs: 60_000, job: expireBudgetLeases, payload: {} },
];
