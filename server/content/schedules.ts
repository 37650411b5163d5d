import { collectGarbage } from "./jobs";

export const contentSchedules = [{ everyMs: 3_600_000, job: collectGarbage, payload: {} }] as const;
