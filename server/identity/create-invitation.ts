import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { CreatedInvitation, CreateInvitationInput } from "./contract";
import { getOrganizationFor } from "./organization";
import { outranks } from "./organization-role";
import { newSecret } from "./secret";
import { insertInvitation } from "./store/invitations";
import { findRole } from "./store/members";

const SEVEN_DAYS_MS = 7 * 24 * 60 * 60_000;

export const createInvitation = defineCommand({
  name: "identity.createInvitation",
  summary: "Make a link by which one person can join an organization",
  http: { method: "POST", path: "/organizations/{name}/invitations", status: 201 },
  input: CreateInvitationInput,
  output: CreatedInvitation,
  async run(ctx, { name, email = null, role }) {
    const { id: organizationId } = await getOrganizationFor(ctx, "organization.manage", name);
    const { userId: inviterId } = personOf(ctx);
    const own = await findRole(ctx.db, { organizationId, userId: inviterId });
    if (own === null || outranks(role, own)) {
      throw new DomainError("forbidden", "You cannot give a role above your own", { reason: "role_above_own" });
    }
    const code = newSecret(ctx);
    const expiresAt = new Date(ctx.now().getTime() + SEVEN_DAYS_MS);

    return atomically(ctx, async (ctx) => {
      const { id } = await insertInvitation(ctx, { organizationId, email, role, inviterId, expiresAt, code });
      const target = { kind: "invitation", id, ownerId: organizationId, details: { role } };
      await audit(ctx, "invitation.created", target);
      return { id, url: `${ctx.site.origin}/invitations/${code}`, expiresAt };
    });
  },
});
