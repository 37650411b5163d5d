import { NOTIFICATION_KINDS, type NotificationChannel, type NotificationKind } from "./contract";

export type Channels = Readonly<Record<NotificationKind, NotificationChannel>>;

/** How people are told who have not said otherwise: by mail of what waits for them or concerns them alone. */
export const USUAL_CHANNELS: Channels = {
  memberAdded: "mail",
  memberRemoved: "mail",
  teamMemberRemoved: "mail",
  invitationAccepted: "list",
  deploymentFailed: "mail",
  deploymentRecovered: "list",
  discussionMention: "mail",
  discussionNews: "mail",
  commentReported: "mail",
  accessRequested: "mail",
  accessAccepted: "mail",
  accessRejected: "mail",
  secretsFound: "mail",
  tokenExposed: "mail",
  mirrorFailed: "mail",
  budgetReached: "mail",
  repoUpdated: "list",
  repoTagged: "list",
};

/** Nothing by mail any more; what was off stays off. */
export function withoutMail(chosen: Partial<Channels>): Partial<Channels> {
  const channels: Partial<Record<NotificationKind, NotificationChannel>> = {};
  for (const kind of NOTIFICATION_KINDS) {
    const channel = chosen[kind] ?? USUAL_CHANNELS[kind];
    channels[kind] = channel === "mail" ? "list" : channel;
  }
  return channels;
}
