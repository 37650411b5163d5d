import { type Ctx, DomainError, defineQuery, notFound } from "@/server/kernel";
import { InvitationCode, InvitationPreview } from "./contract";
import { mayStillInvite } from "./may-still-invite";
import { findAccounts, getAccountRow } from "./store/accounts";
import { findInvitation, type InvitationRow } from "./store/invitations";

export const getInvitation = defineQuery({
  name: "identity.getInvitation",
  summary: "See what an invitation's link leads to",
  http: { method: "GET", path: "/invitations/{code}" },
  input: InvitationCode,
  output: InvitationPreview,
  async run(ctx, { code }) {
    const invitation = await findInvitation(ctx.db, code);
    if (!invitation) throw notFound("Invitation", "of this link");
    const why = await whyClosed(ctx, invitation);
    if (why !== null) {
      throw new DomainError("not_found", "This invitation is over: ask for a new one", { reason: `invitation_${why}` });
    }
    const { organizationId, inviterId, role, email, expiresAt } = invitation;
    const accounts = await findAccounts(ctx.db, [organizationId, inviterId]);
    const [organization, inviter] = [accounts.get(organizationId), accounts.get(inviterId)];
    if (!organization || !inviter) throw notFound("Invitation", "of this link");
    return { organization, inviter, role, isForAnEmail: email !== null, expiresAt };
  },
});

/** Who holds the code may know what became of it; whoever guesses learns nothing of any. */
async function whyClosed(ctx: Ctx, invitation: InvitationRow): Promise<"used" | "revoked" | "expired" | null> {
  if (invitation.acceptedAt !== null) return "used";
  if (invitation.revokedAt !== null) return "revoked";
  if (invitation.expiresAt <= ctx.now()) return "expired";
  const { deletedAt } = await getAccountRow(ctx.db, invitation.organizationId);
  return deletedAt !== null || !(await mayStillInvite(ctx.db, invitation)) ? "revoked" : null;
}
