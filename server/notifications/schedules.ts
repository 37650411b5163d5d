import { sweepActivities, sweepNotifications } from "./jobs";

const EVERY_MS = 6 * 60 * 60_000;

export const notificationsSchedules = [
  { everyMs: EVERY_MS, job: sweepNotifications, payload: {} },
  { everyMs: EVERY_MS, job: sweepActivities, payload: {} },
];
