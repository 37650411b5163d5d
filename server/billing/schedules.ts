import { tickRunIntervals } from "./jobs";

export const schedules = [{ everyMs: 30_000, job: tickRunIntervals, payload: {} }];
