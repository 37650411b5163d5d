import { z } from "zod";
import { PageInput } from "@/server/kernel/contract";

export const NOTIFICATION_KINDS = [
  "memberAdded",
  "memberRemoved",
  "teamMemberRemoved",
  "invitationAccepted",
  "deploymentFailed",
  "deploymentRecovered",
  "discussionMention",
  "discussionNews",
  "commentReported",
  "accessRequested",
  "accessAccepted",
  "accessRejected",
  "secretsFound",
  "tokenExposed",
  "mirrorFailed",
  "budgetReached",
  "repoUpdated",
  "repoTagged",
] as const;
export const NotificationKind = z.enum(NOTIFICATION_KINDS);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** `list`: behind the bell; `mail`: there, and by mail unless it was read before. */
export const NOTIFICATION_CHANNELS = ["mail", "list", "off"] as const;
export const NotificationChannel = z.enum(NOTIFICATION_CHANNELS);
export type NotificationChannel = z.infer<typeof NotificationChannel>;

export const NotificationPreferences = z.object({
  channels: z.record(NotificationKind, NotificationChannel),
  email: z.string().describe("Where mail goes."),
});
export const UpdatePreferencesInput = z.strictObject({
  channels: z.partialRecord(NotificationKind, NotificationChannel),
});
export const EndMailsInput = z.strictObject({ token: z.string().min(1).max(2_000) });
export const EndedMails = z.object({ username: z.string() });

export const Notification = z.object({
  id: z.uuid(),
  kind: NotificationKind,
  title: z.string().describe("In English; pages translate by kind and params."),
  params: z.record(z.string(), z.string()),
  path: z.string().nullable().describe("Path within the site."),
  excerpt: z.string().nullable().describe("What was said, in one line of plain text, while you may read it."),
  readAt: z.date().nullable(),
  createdAt: z.date(),
});

export type Notification = z.infer<typeof Notification>;

export const ListNotificationsInput = PageInput.extend({ unread: z.boolean().optional() });
export const MarkReadInput = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(100).optional().describe("Default: all."),
});
