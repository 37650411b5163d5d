import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { InvitationCode, Membership } from "./contract";
import { joinOrganization } from "./join-organization";
import { ownAccount } from "./own-account";
import { findAccounts } from "./store/accounts";
import { getUser } from "./store/users";

export const acceptInvitation = defineCommand({
  name: "identity.acceptInvitation",
  summary: "Join an organization by the code of an invitation",
  http: { method: "POST", path: "/invitations/{code}/accept" },
  input: InvitationCode,
  output: Membership,
  async run(ctx, { code }) {
    const { userId } = await ownAccount(ctx);
    const { email, name } = await getUser(ctx.db, userId);
    return atomically(ctx, async (ctx) => {
      const { organizationId, role } = await joinOrganization(ctx, { userId, email, code });
      const organization = (await findAccounts(ctx.db, [organizationId])).get(organizationId);
      if (!organization) throw notFound("Invitation", "of this link");
      const target = { kind: "user", id: userId, name, ownerId: organizationId, details: { role } };
      await audit(ctx, "invitation.accepted", target);
      return { organization, role };
    });
  },
});
