import { deliverWebhook, sweepDeliveries } from "./jobs";

export const webhooksSchedules = [
  { everyMs: 60_000, job: deliverWebhook, payload: {} },
  { everyMs: 6 * 3_600_000, job: sweepDeliveries, payload: {} },
];
