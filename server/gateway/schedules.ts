import { sweepResponses } from "./jobs";

export const gatewaySchedules = [{ everyMs: 3_600_000, job: sweepResponses, payload: {} }] as const;
