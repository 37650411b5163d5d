import { sweepDeployments } from "./jobs";

export const inferenceSchedules = [{ everyMs: 60_000, job: sweepDeployments, payload: {} }] as const;
