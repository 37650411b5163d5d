import { type Ctx, DomainError, notFound, publish } from "@/server/kernel";
import { foldName } from "./contract";
import { invitationAccepted } from "./events";
import { mayStillInvite } from "./may-still-invite";
import { outranks } from "./organization-role";
import { lockAccount } from "./store/accounts";
import { type InvitationRow, takeInvitation } from "./store/invitations";
import { findMember, insertMember, setStanding } from "./store/members";

interface Guest {
  readonly userId: string;
  readonly email: string;
  readonly code: string;
}

/**
 * Uses an invitation up, and answers it with the role that its guest has now: who was put in by somebody else accepts and
 * keeps the higher one. Throws `not_found` for one that is not open or whose inviter could no longer give it,
 * `forbidden` (`other_email`) for one that was made for somebody else, `conflict` (`already_member`).
 */
export async function joinOrganization(ctx: Ctx, { userId, email, code }: Guest): Promise<InvitationRow> {
  const invitation = await takeInvitation(ctx.db, code, ctx.now());
  if (!invitation) throw notFound("Invitation", "of this link");
  const { organizationId, role, inviterId } = invitation;
  if (invitation.email !== null && foldName(invitation.email) !== foldName(email)) {
    throw new DomainError("forbidden", "The invitation was made for another email address", { reason: "other_email" });
  }
  const organization = await lockAccount(ctx.db, organizationId);
  if (organization.deletedAt !== null || !(await mayStillInvite(ctx.db, invitation))) {
    throw notFound("Invitation", "of this link");
  }
  const member = await findMember(ctx.db, { organizationId, userId });
  if (member?.hasAccepted) {
    throw new DomainError("conflict", "You are a member already", { reason: "already_member" });
  }
  const isHigher = member !== null && outranks(member.role, role);
  const standing = { organizationId, userId, role: isHigher ? member.role : role, hasAccepted: true };
  await (member ? setStanding : insertMember)(ctx, standing);
  await publish(ctx, invitationAccepted, { organizationId, userId, inviterId });
  return { ...invitation, role: standing.role };
}
