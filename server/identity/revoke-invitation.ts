import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { InvitationPath } from "./contract";
import { getOrganizationFor } from "./organization";
import { revokeOpenInvitation } from "./store/invitations";

export const revokeInvitation = defineCommand({
  name: "identity.revokeInvitation",
  summary: "Make an invitation's link useless",
  http: { method: "DELETE", path: "/organizations/{name}/invitations/{invitationId}", status: 204 },
  input: InvitationPath,
  output: Nothing,
  async run(ctx, { name, invitationId: id }) {
    const { id: organizationId } = await getOrganizationFor(ctx, "organization.manage", name);
    return atomically(ctx, async (ctx) => {
      await revokeOpenInvitation(ctx.db, { organizationId, id }, ctx.now());
      await audit(ctx, "invitation.revoked", { kind: "invitation", id, ownerId: organizationId });
      return {};
    });
  },
});
