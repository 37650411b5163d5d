import { finishMerges } from "./jobs";

export const discussionsSchedules = [{ everyMs: 60_000, job: finishMerges, payload: {} }];
