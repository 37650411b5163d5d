import { sweepSessions } from "./jobs";

export const identitySchedules = [{ everyMs: 60 * 60_000, job: sweepSessions, payload: {} }];
