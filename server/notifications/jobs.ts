import { z } from "zod";
import { BUDGET_KINDS, BudgetPeriod } from "@/server/billing/contract";
import { OrganizationRole } from "@/server/identity/contract";
import { defineJob } from "@/server/kernel";
import { NotificationKind } from "./contract";

/** What people are told, and what they must still be allowed to see when they read it. */
export const Note = z.object({
  kind: NotificationKind,
  title: z.string().min(1).max(300),
  params: z.record(z.string(), z.string()).default({}),
  path: z.string().startsWith("/").max(500).optional(),
  resource: z
    .object({
      /** `null` while everybody who is signed in may see it; `guardNews` follows a repository that is closed. */
      permission: z.enum(["repo.read", "deployment.read", "organization.read", "billing.read"]).nullable(),
      id: z.uuid(),
      ownerId: z.uuid(),
    })
    .optional(),
});

/** Tells people something, in the list behind the bell. */
export const notifyUsers = defineJob({
  name: "notifications.notifyUsers",
  payload: z.object({ userIds: z.array(z.uuid()).max(1_000), note: Note }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const notifyMemberAdded = defineJob({
  name: "notifications.notifyMemberAdded",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), role: OrganizationRole }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const notifyMemberRemoved = defineJob({
  name: "notifications.notifyMemberRemoved",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), team: z.string().nullable() }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const notifyInvitationAccepted = defineJob({
  name: "notifications.notifyInvitationAccepted",
  payload: z.object({ organizationId: z.uuid(), userId: z.uuid(), inviterId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells who made a deployment that it failed, and that it runs again afterwards. */
export const notifyDeploymentStatus = defineJob({
  name: "notifications.notifyDeploymentStatus",
  payload: z.object({
    deploymentId: z.uuid(),
    ownerId: z.uuid(),
    creatorId: z.uuid(),
    repoId: z.uuid(),
    model: z.string(),
    status: z.string(),
    at: z.iso.datetime(),
  }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who decide that somebody asks for the files of a gated repository. */
export const notifyAccessRequested = defineJob({
  name: "notifications.notifyAccessRequested",
  payload: z.object({ repoId: z.uuid(), userId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const notifyAccessDecided = defineJob({
  name: "notifications.notifyAccessDecided",
  payload: z.object({ repoId: z.uuid(), userId: z.uuid(), isAccepted: z.boolean() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who look after a repository that secrets came in, and those whose tokens of this platform they are. */
export const notifySecretsFound = defineJob({
  name: "notifications.notifySecretsFound",
  payload: z.object({
    repoId: z.uuid(),
    findingIds: z.array(z.uuid()),
    /** Hashes of secrets that may be some of this platform. */
    own: z.array(z.object({ hash: z.string(), findingId: z.uuid() })),
  }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who look after a repository that a mirror of it failed. */
export const notifyMirrorFailed = defineJob({
  name: "notifications.notifyMirrorFailed",
  payload: z.object({
    repoId: z.uuid(),
    creatorId: z.uuid(),
    direction: z.enum(["pull", "push"]),
    isOff: z.boolean(),
  }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who look after a repository that somebody reported a comment. */
export const notifyCommentReported = defineJob({
  name: "notifications.notifyCommentReported",
  payload: z.object({ eventId: z.uuid(), reporterId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

export const notifyBudgetReached = defineJob({
  name: "notifications.notifyBudgetReached",
  payload: z.object({
    kind: z.enum(BUDGET_KINDS),
    ref: z.uuid(),
    ownerId: z.uuid(),
    /** In percent. */
    share: z.int(),
    periodStart: z.string(),
    /** Absent in jobs of an earlier version. */
    period: BudgetPeriod.optional(),
  }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who watch a repository of new commits on its default branch and of new tags. */
export const notifyWatchers = defineJob({
  name: "notifications.notifyWatchers",
  payload: z.object({ repoId: z.uuid(), refs: z.array(z.string()), pusherId: z.uuid().nullable() }),
  attempts: 10,
  timeoutMs: 5 * 60_000,
});

/** Mails somebody what they were told lately and have not read. */
export const mailNews = defineJob({
  name: "notifications.mailNews",
  payload: z.object({ userId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Tells those who are named in a discussion, and those who follow it, what was said or done there. */
export const notifyDiscussion = defineJob({
  name: "notifications.notifyDiscussion",
  payload: z.object({ discussionId: z.uuid(), eventId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** What was told of it stays; it no longer leads to a page that is gone. */
export const forgetDeployment = defineJob({
  name: "notifications.forgetDeployment",
  payload: z.object({ deploymentId: z.uuid() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** What was told of a repository is read by those who may read it now, also after it became private or public. */
export const guardNews = defineJob({
  name: "notifications.guardNews",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 25,
  timeoutMs: 5 * 60_000,
});

export const sweepNotifications = defineJob({
  name: "notifications.sweepNotifications",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 60_000,
});

const Move = z.object({ ref: z.string(), before: z.string().nullable(), after: z.string().nullable() });

/** What happened, for those who follow; ids only, since what is the case is read when it is written down. */
export const ActivityNews = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["created", "moved"]), repoId: z.uuid() }),
  z.object({ kind: z.literal("published"), repoId: z.uuid(), byId: z.uuid().nullable() }),
  z.object({
    kind: z.literal("pushed"),
    repoId: z.uuid(),
    changes: z.array(Move),
    pusherId: z.uuid().nullable(),
  }),
  z.object({ kind: z.literal("release"), repoId: z.uuid(), releaseId: z.uuid() }),
  z.object({ kind: z.literal("discussion"), eventId: z.uuid() }),
  z.object({ kind: z.literal("like"), repoId: z.uuid(), userId: z.uuid() }),
  z.object({ kind: z.literal("follow"), followerId: z.uuid(), accountId: z.uuid() }),
  z.object({ kind: z.literal("collection"), collectionId: z.uuid(), ownerId: z.uuid(), creatorId: z.uuid() }),
]);

export const noteActivity = defineJob({
  name: "notifications.noteActivity",
  payload: ActivityNews,
  attempts: 10,
  timeoutMs: 60_000,
});

export const forgetActivityOfRepo = defineJob({
  name: "notifications.forgetActivityOfRepo",
  payload: z.object({ repoId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const forgetActivityOfAccount = defineJob({
  name: "notifications.forgetActivityOfAccount",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const sweepActivities = defineJob({
  name: "notifications.sweepActivities",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

export const jobs = {
  notifyUsers,
  notifyMemberAdded,
  notifyMemberRemoved,
  notifyInvitationAccepted,
  notifyDeploymentStatus,
  notifyAccessRequested,
  notifyAccessDecided,
  notifySecretsFound,
  notifyMirrorFailed,
  notifyCommentReported,
  notifyBudgetReached,
  notifyWatchers,
  mailNews,
  forgetDeployment,
  guardNews,
  notifyDiscussion,
  sweepNotifications,
  noteActivity,
  forgetActivityOfRepo,
  forgetActivityOfAccount,
  sweepActivities,
};
