import { sweepNotifications } from "./jobs";

export const notificationsSchedules = [{ everyMs: 6 * 60 * 60_000, job: sweepNotifications, payload: {} }];
