import { schedules as billingSchedules } from "@/server/billing/schedules";
import { contentSchedules } from "@/server/content/schedules";
import { discussionsSchedules } from "@/server/discussions/schedules";
import { gatewaySchedules } from "@/server/gateway/schedules";
import { gitSchedules } from "@/server/git/schedules";
import { hubSchedules } from "@/server/hub/schedules";
import { identitySchedules } from "@/server/identity/schedules";
import { inferenceSchedules } from "@/server/inference/schedules";
import type { Job } from "@/server/kernel";
import { mailSchedules } from "@/server/mail/schedules";
import { mirrorSchedules } from "@/server/mirror/schedules";
import { notificationsSchedules } from "@/server/notifications/schedules";
import { webhooksSchedules } from "@/server/webhooks/schedules";
import { housekeepingSchedules } from "./housekeeping";

/** A job that is enqueued again and again; a waiting one is never doubled. */
export interface Schedule {
  readonly everyMs: number;
  readonly job: Job;
  readonly payload: unknown;
}

/** The schedules of every context, one line each. */
export const schedules: readonly Schedule[] = [
  ...billingSchedules,
  ...contentSchedules,
  ...discussionsSchedules,
  ...gatewaySchedules,
  ...gitSchedules,
  ...hubSchedules,
  ...housekeepingSchedules,
  ...inferenceSchedules,
  ...identitySchedules,
  ...mailSchedules,
  ...mirrorSchedules,
  ...notificationsSchedules,
  ...webhooksSchedules,
];
