import { type Ctx, DomainError, notFound } from "@/server/kernel";
import { isActive } from "./person";
import { findRole } from "./store/members";
import { findUserByName, type UserRow } from "./store/users";

/**
 * Somebody who is to be put into a team or a group. Throws `not_found`, and `conflict` (`not_a_member`) for people from
 * outside. Call it with the organisation locked, so that nobody leaves it meanwhile.
 */
export async function getMemberToAdd(ctx: Ctx, organizationId: string, username: string): Promise<UserRow> {
  const user = await findUserByName(ctx.db, username);
  if (!user || !isActive(user)) throw notFound("User", username);
  if ((await findRole(ctx.db, { organizationId, userId: user.id })) !== null) return user;
  throw new DomainError("conflict", `${user.name} is not a member of the organization: invite them first`, {
    reason: "not_a_member",
  });
}
