import type { Db } from "@/db/client";
import { outranks } from "./organization-role";
import { isActive } from "./person";
import type { InvitationRow } from "./store/invitations";
import { findRole } from "./store/members";
import { getUser } from "./store/users";

/** Whether whoever gave an invitation could give it today: an invitation is worth no more than its inviter. */
export async function mayStillInvite(db: Db, { organizationId, inviterId, role }: InvitationRow): Promise<boolean> {
  const held = await findRole(db, { organizationId, userId: inviterId });
  return held !== null && !outranks(role, held) && isActive(await getUser(db, inviterId));
}
