import { defineQuery, notFound } from "@/server/kernel";
import { InvitationCode, InvitationPreview } from "./contract";
import { findAccounts } from "./store/accounts";
import { findOpenInvitation } from "./store/invitations";

export const getInvitation = defineQuery({
  name: "identity.getInvitation",
  summary: "See what an invitation's link leads to",
  http: { method: "GET", path: "/invitations/{code}" },
  input: InvitationCode,
  output: InvitationPreview,
  async run(ctx, { code }) {
    const invitation = await findOpenInvitation(ctx.db, code, ctx.now());
    if (!invitation) throw notFound("Invitation", "of this link");
    const { organizationId, role, email, expiresAt } = invitation;
    const organization = (await findAccounts(ctx.db, [organizationId])).get(organizationId);
    if (!organization) throw notFound("Invitation", "of this link");
    return { organization, role, isForAnEmail: email !== null, expiresAt };
  },
});
