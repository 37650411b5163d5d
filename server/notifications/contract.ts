import { z } from "zod";
import { PageInput } from "@/server/kernel/contract";

export const NOTIFICATION_KINDS = [
  "memberAdded",
  "invitationAccepted",
  "deploymentFailed",
  "deploymentRecovered",
  "discussionMention",
  "discussionNews",
  "accessRequested",
  "accessAccepted",
  "accessRejected",
  "repoUpdated",
  "repoTagged",
] as const;
export const NotificationKind = z.enum(NOTIFICATION_KINDS);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z.object({
  id: z.uuid(),
  kind: NotificationKind,
  title: z.string().describe("In English; pages translate by kind and params."),
  params: z.record(z.string(), z.string()),
  path: z.string().nullable().describe("Path within the site."),
  readAt: z.date().nullable(),
  createdAt: z.date(),
});

export const ListNotificationsInput = PageInput.extend({ unread: z.boolean().optional() });
export const MarkReadInput = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(100).optional().describe("Default: all."),
});
