import { findAccounts } from "@/server/identity";
import { defineHandlers } from "@/server/kernel";
import { jobs } from "./jobs";
import { deleteOldNotifications, insertNotifications } from "./store";

export const notificationsHandlers = defineHandlers(jobs, {
  notifyUsers: (ctx, { userIds, note }) => insertNotifications(ctx, userIds, note),

  notifyMemberAdded: async (ctx, { organizationId, userId, role }) => {
    const organization = (await findAccounts(ctx.db, [organizationId])).get(organizationId);
    if (!organization) return;
    await insertNotifications(ctx, [userId], {
      kind: "memberAdded",
      title: `You are now a member of ${organization.displayName}`,
      params: { organization: organization.displayName, role },
      path: `/${organization.name}`,
      resource: { permission: "organization.read", id: organizationId, ownerId: organizationId },
    });
  },

  notifyInvitationAccepted: async (ctx, { organizationId, userId, inviterId }) => {
    const accounts = await findAccounts(ctx.db, [organizationId, userId]);
    const [organization, person] = [accounts.get(organizationId), accounts.get(userId)];
    if (!organization || !person) return;
    await insertNotifications(ctx, [inviterId], {
      kind: "invitationAccepted",
      title: `${person.displayName} joined ${organization.displayName}`,
      params: { person: person.displayName, organization: organization.displayName },
      path: `/${person.name}`,
      resource: { permission: "organization.read", id: organizationId, ownerId: organizationId },
    });
  },

  notifyDeploymentFailed: async (ctx, { deploymentId, ownerId, creatorId, status }) => {
    if (status !== "failed") return;
    await insertNotifications(ctx, [creatorId], {
      kind: "deploymentFailed",
      title: "A deployment failed",
      params: {},
      path: `/deployments/${deploymentId}`,
      resource: { permission: "deployment.read", id: deploymentId, ownerId },
    });
  },

  sweepNotifications: ({ db, now }) => deleteOldNotifications(db, now()),
});
