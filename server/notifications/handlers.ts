import { deedInEnglish, newsOf } from "@/server/discussions";
import { defineHandlers } from "@/server/kernel";
import { beginningOf } from "@/server/kernel/contract/beginning-of";
import { noteNews } from "./activity/note-news";
import { deleteActivitiesOfAccount, deleteActivitiesOfRepo, deleteOldActivities } from "./activity/store";
import { guardNews } from "./guard-news";
import { jobs } from "./jobs";
import { mailUnread } from "./mail-unread";
import { clearPath, deleteOldNotifications, insertNotifications, lastKindAbout } from "./store";
import { tellAccessDecided, tellAccessRequested } from "./tell-access";
import { tellBudgetReached } from "./tell-budget";
import { tellInvitationAccepted, tellMemberAdded, tellMemberRemoved } from "./tell-membership";
import { tellMirrorFailed } from "./tell-mirror";
import { tellCommentReported } from "./tell-reports";
import { tellSecretsFound } from "./tell-secrets";
import { tellWatchers } from "./tell-watchers";

const ACTIVITY_KEPT_MS = 90 * 24 * 60 * 60_000;
const ACTIVITIES_PER_ACTOR = 1_000;

const pathOfDeployment = (deploymentId: string) => `/console/deployments/${deploymentId}`;

export const notificationsHandlers = defineHandlers(jobs, {
  notifyUsers: (ctx, { userIds, note }) => insertNotifications(ctx, userIds, note),

  notifyMemberAdded: tellMemberAdded,
  notifyMemberRemoved: tellMemberRemoved,
  notifyInvitationAccepted: tellInvitationAccepted,

  notifyDeploymentStatus: async (ctx, { deploymentId, ownerId, creatorId, repoId, model, status, at }) => {
    const path = pathOfDeployment(deploymentId);
    const isRecovery = status === "running" && (await lastKindAbout(ctx.db, creatorId, path)) === "deploymentFailed";
    if (status !== "failed" && !isRecovery) return;
    await insertNotifications(ctx, [creatorId], {
      kind: isRecovery ? "deploymentRecovered" : "deploymentFailed",
      title: isRecovery ? `The deployment of ${model} runs again` : `The deployment of ${model} failed`,
      params: { model, at },
      path,
      // A deployment is seen by whoever may see what lies where its model does.
      resource: { permission: "deployment.read", id: repoId, ownerId },
    });
  },

  notifyAccessRequested: tellAccessRequested,
  notifyAccessDecided: tellAccessDecided,
  notifySecretsFound: tellSecretsFound,
  notifyMirrorFailed: tellMirrorFailed,
  notifyCommentReported: tellCommentReported,
  notifyBudgetReached: tellBudgetReached,
  notifyWatchers: tellWatchers,

  notifyDiscussion: async (ctx, { eventId }) => {
    const news = await newsOf(ctx, eventId);
    if (!news) return;
    const { where, title, path, deed, person, repoId, ownerId } = news;
    const who = person ?? "Modelyard";
    const note = {
      params: { person: who, where, deed, title: beginningOf(title, 200), event: eventId },
      path,
      resource: { permission: news.isOpen ? null : ("repo.read" as const), id: repoId, ownerId },
    };
    const said = (text: string) => beginningOf(text, 300);
    const mention = said(`${who} mentioned you in ${where}: ${title}`);
    await insertNotifications(ctx, news.mentioned, { ...note, kind: "discussionMention", title: mention });
    await insertNotifications(ctx, news.others, {
      ...note,
      kind: "discussionNews",
      title: said(`${who} ${deedInEnglish(deed)} ${where}: ${title}`),
    });
  },

  mailNews: (ctx, { userId }) => mailUnread(ctx, userId),

  forgetDeployment: ({ db }, { deploymentId }) => clearPath(db, pathOfDeployment(deploymentId)),

  guardNews,

  sweepNotifications: ({ db, now }) => deleteOldNotifications(db, now()),

  noteActivity: noteNews,
  forgetActivityOfRepo: ({ db }, { repoId }) => deleteActivitiesOfRepo(db, repoId),
  forgetActivityOfAccount: ({ db }, { ownerId }) => deleteActivitiesOfAccount(db, ownerId),
  sweepActivities: ({ db, now }) =>
    deleteOldActivities(db, { before: new Date(now().getTime() - ACTIVITY_KEPT_MS), perActor: ACTIVITIES_PER_ACTOR }),
});
