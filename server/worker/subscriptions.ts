import { budgetReached } from "@/server/billing/events";
import { removeBudgetsOfGroup } from "@/server/billing/jobs";
import { commentChanged, commentReported, discussionActivity } from "@/server/discussions/events";
import { followRefs, removeDiscussions } from "@/server/discussions/jobs";
import { removeResponsesOfOwner } from "@/server/gateway/jobs";
import { refsChanged, secretsFound } from "@/server/git/events";
import {
  accessDecided,
  accessRequested,
  collectionCreated,
  likeChanged,
  releaseChanged,
  repoCreated,
  repoDeleted,
  repoPurged,
  repoRenamed,
  repoVisibilityChanged,
} from "@/server/hub/events";
import { chunkFiles, indexRepo, removeReposOfOwner, scanFiles } from "@/server/hub/jobs";
import {
  followChanged,
  invitationAccepted,
  memberAdded,
  memberRemoved,
  ownerDeleted,
  ownerPurged,
  resourceGroupDeleted,
} from "@/server/identity/events";
import { deploymentDeleted, deploymentStatusChanged } from "@/server/inference/events";
import { followModel, removeOfOwner, stopOfOwner } from "@/server/inference/jobs";
import { type Subscription, subscribe } from "@/server/kernel";
import { mirrorFailed } from "@/server/mirror/events";
import { removeMirrors } from "@/server/mirror/jobs";
import {
  forgetActivityOfAccount,
  forgetActivityOfRepo,
  forgetDeployment,
  guardNews,
  noteActivity,
  notifyAccessDecided,
  notifyAccessRequested,
  notifyBudgetReached,
  notifyCommentReported,
  notifyDeploymentStatus,
  notifyDiscussion,
  notifyInvitationAccepted,
  notifyMemberAdded,
  notifyMemberRemoved,
  notifyMirrorFailed,
  notifySecretsFound,
  notifyWatchers,
} from "@/server/notifications/jobs";
import { forgetSpace } from "@/server/spaces/jobs";
import { announceDiscussion, announceRepo, removeWebhooksOfOwner } from "@/server/webhooks/jobs";

/** Which job follows which event: the only way news travels up the tiers. One line each. */
export const subscriptions: readonly Subscription[] = [
  subscribe(refsChanged, indexRepo, ({ repoId }) => ({ repoId })),
  subscribe(refsChanged, followRefs, (moved) => moved),
  subscribe(repoPurged, removeDiscussions, ({ repoId }) => ({ repoId })),
  subscribe(refsChanged, chunkFiles, ({ repoId }) => ({ repoId })),
  subscribe(refsChanged, scanFiles, ({ repoId, changes }) => ({
    repoId,
    refs: changes.filter(({ after }) => after !== null).map(({ ref }) => ref),
    since: null,
  })),
  subscribe(repoDeleted, followModel, ({ repoId }) => ({ repoId })),
  subscribe(repoRenamed, followModel, ({ repoId }) => ({ repoId })),
  subscribe(repoVisibilityChanged, followModel, ({ repoId }) => ({ repoId })),
  subscribe(repoPurged, removeMirrors, ({ repoId }) => ({ repoId })),
  subscribe(repoPurged, forgetSpace, ({ repoId }) => ({ repoId })),
  subscribe(repoCreated, announceRepo, ({ repoId }) => ({ repoId, news: { kind: "created" as const } })),
  subscribe(repoDeleted, announceRepo, ({ repoId }) => ({ repoId, news: { kind: "deleted" as const } })),
  subscribe(repoRenamed, announceRepo, ({ repoId, before }) => ({ repoId, news: { kind: "moved" as const, before } })),
  subscribe(repoVisibilityChanged, announceRepo, ({ repoId }) => ({ repoId, news: { kind: "configured" as const } })),
  subscribe(refsChanged, announceRepo, ({ repoId, changes }) => ({
    repoId,
    news: { kind: "changed" as const, changes },
  })),
  subscribe(refsChanged, notifyWatchers, ({ repoId, changes, pusherId }) => ({
    repoId,
    refs: changes.filter(({ ref, before, after }) => after !== null && isNews(ref, before)).map(({ ref }) => ref),
    pusherId,
  })),
  subscribe(ownerPurged, removeWebhooksOfOwner, ({ ownerId }) => ({ ownerId })),
  subscribe(accessRequested, notifyAccessRequested, (news) => news),
  subscribe(secretsFound, notifySecretsFound, (news) => news),
  subscribe(mirrorFailed, notifyMirrorFailed, (news) => news),
  subscribe(accessDecided, notifyAccessDecided, (news) => news),
  subscribe(budgetReached, notifyBudgetReached, ({ kind, ref, ownerId, share, period, periodStart }) => ({
    ...{ kind, ref, ownerId, share, period },
    periodStart: periodStart.toISOString(),
  })),
  subscribe(resourceGroupDeleted, removeBudgetsOfGroup, (gone) => gone),
  subscribe(ownerDeleted, stopOfOwner, ({ ownerId }) => ({ ownerId })),
  subscribe(ownerPurged, removeOfOwner, ({ ownerId }) => ({ ownerId })),
  subscribe(ownerPurged, removeResponsesOfOwner, ({ ownerId }) => ({ ownerId })),
  subscribe(ownerPurged, removeReposOfOwner, ({ ownerId }) => ({ ownerId })),
  subscribe(discussionActivity, notifyDiscussion, (news) => news),
  subscribe(discussionActivity, announceDiscussion, ({ eventId }) => ({ eventId, isChange: false })),
  subscribe(commentReported, notifyCommentReported, (news) => news),
  subscribe(commentChanged, announceDiscussion, ({ eventId }) => ({ eventId, isChange: true })),
  subscribe(memberAdded, notifyMemberAdded, (news) => news),
  subscribe(memberRemoved, notifyMemberRemoved, (news) => news),
  subscribe(deploymentStatusChanged, notifyDeploymentStatus, (news) => news),
  subscribe(deploymentDeleted, forgetDeployment, (news) => news),
  subscribe(invitationAccepted, notifyInvitationAccepted, (news) => news),
  subscribe(repoCreated, noteActivity, (news) => ({ kind: "created" as const, ...news })),
  subscribe(repoRenamed, noteActivity, ({ repoId }) => ({ kind: "moved" as const, repoId })),
  subscribe(repoVisibilityChanged, guardNews, ({ repoId }) => ({ repoId })),
  subscribe(repoVisibilityChanged, noteActivity, (news) => ({ kind: "published" as const, ...news })),
  subscribe(refsChanged, noteActivity, (news) => ({ kind: "pushed" as const, ...news })),
  subscribe(releaseChanged, noteActivity, (news) => ({ kind: "release" as const, ...news })),
  subscribe(discussionActivity, noteActivity, ({ eventId }) => ({ kind: "discussion" as const, eventId })),
  subscribe(likeChanged, noteActivity, (news) => ({ kind: "like" as const, ...news })),
  subscribe(followChanged, noteActivity, (news) => ({ kind: "follow" as const, ...news })),
  subscribe(collectionCreated, noteActivity, (news) => ({ kind: "collection" as const, ...news })),
  subscribe(repoPurged, forgetActivityOfRepo, ({ repoId }) => ({ repoId })),
  subscribe(ownerPurged, forgetActivityOfAccount, ({ ownerId }) => ({ ownerId })),
];

/** A tag is news when it is new. */
function isNews(ref: string, before: string | null): boolean {
  return before === null || !ref.startsWith("refs/tags/");
}
