import { sweepMails } from "./jobs";

export const mailSchedules = [{ everyMs: 10 * 60_000, job: sweepMails, payload: {} }];
