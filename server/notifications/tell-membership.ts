import type { z } from "zod";
import { findAccounts } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { notifyInvitationAccepted, notifyMemberAdded, notifyMemberRemoved } from "./jobs";
import { insertNotifications } from "./store";

const seenByMembers = (organizationId: string) =>
  ({ permission: "organization.read", id: organizationId, ownerId: organizationId }) as const;

type Added = z.infer<typeof notifyMemberAdded.payload>;

export async function tellMemberAdded(ctx: Ctx, { organizationId, userId, role }: Added): Promise<void> {
  const organization = (await findAccounts(ctx.db, [organizationId])).get(organizationId);
  if (!organization) return;
  await insertNotifications(ctx, [userId], {
    kind: "memberAdded",
    title: `You are now a member of ${organization.displayName}`,
    params: { organization: organization.displayName, role },
    path: `/${organization.name}`,
    resource: seenByMembers(organizationId),
  });
}

type Removed = z.infer<typeof notifyMemberRemoved.payload>;

/** Of an organisation that is not theirs any more, people are told the name and no way in. */
export async function tellMemberRemoved(ctx: Ctx, { organizationId, userId, team }: Removed): Promise<void> {
  const organization = (await findAccounts(ctx.db, [organizationId])).get(organizationId);
  if (!organization) return;
  const { displayName, name } = organization;
  if (team === null) {
    const title = `You are no longer a member of ${displayName}`;
    await insertNotifications(ctx, [userId], { kind: "memberRemoved", title, params: { organization: displayName } });
    return;
  }
  await insertNotifications(ctx, [userId], {
    kind: "teamMemberRemoved",
    title: `You are no longer in the team ${team} of ${displayName}`.slice(0, 300),
    params: { organization: displayName, team },
    path: `/organizations/${name}/teams`,
    resource: seenByMembers(organizationId),
  });
}

type Accepted = z.infer<typeof notifyInvitationAccepted.payload>;

export async function tellInvitationAccepted(ctx: Ctx, { organizationId, userId, inviterId }: Accepted): Promise<void> {
  const accounts = await findAccounts(ctx.db, [organizationId, userId]);
  const [organization, person] = [accounts.get(organizationId), accounts.get(userId)];
  if (!organization || !person) return;
  await insertNotifications(ctx, [inviterId], {
    kind: "invitationAccepted",
    title: `${person.displayName} joined ${organization.displayName}`,
    params: { person: person.displayName, organization: organization.displayName },
    path: `/${person.name}`,
    resource: seenByMembers(organizationId),
  });
}
