import { sweepDeliveries } from "./jobs";

export const webhooksSchedules = [{ everyMs: 6 * 3_600_000, job: sweepDeliveries, payload: {} }];
