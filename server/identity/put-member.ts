import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, notFound, publish } from "@/server/kernel";
import { summaryOf } from "./account";
import { requireAnotherOwner } from "./another-owner";
import { Member, type OrganizationRole, PutMemberInput } from "./contract";
import { memberAdded } from "./events";
import { getOrganizationFor } from "./organization";
import { outranks } from "./organization-role";
import { isActive } from "./person";
import { isAccepted, requireAcceptance } from "./require-acceptance";
import { lockAccount } from "./store/accounts";
import { findMember, findRole, insertMember, setStanding } from "./store/members";
import { findUserByName } from "./store/users";

export const putMember = defineCommand({
  name: "identity.putMember",
  summary: "Add a member to an organization, or change the role of one",
  http: { method: "PUT", path: "/organizations/{name}/members/{username}" },
  input: PutMemberInput,
  output: Member,
  async run(ctx, { name, username, role }) {
    const organization = await getOrganizationFor(ctx, "organization.manage", name);
    const user = await findUserByName(ctx.db, username);
    if (!user || !isActive(user)) throw notFound("User", username);
    const place = { organizationId: organization.id, userId: user.id };

    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, organization.id);
      const member = await findMember(ctx.db, place);
      const before = member?.role ?? null;
      await refuseOverreach(ctx, { organizationId: organization.id, before, role });
      if (before === "owner" && role !== "owner") await requireAnotherOwner(ctx, place);
      if (role === "owner") requireAcceptance(ctx, user, member);

      const standing = { ...place, role, hasAccepted: isAccepted(ctx, user, member) };
      if (await insertMember(ctx, standing)) await publish(ctx, memberAdded, { ...place, role });
      else await setStanding(ctx, standing);
      const target = { kind: "user", id: user.id, name: user.name, ownerId: organization.id };
      await audit(ctx, before === null ? "member.added" : "member.changed", { ...target, details: { before, role } });
      return { user: summaryOf(user), role, createdAt: ctx.now() };
    });
  },
});

interface Step {
  readonly organizationId: string;
  readonly before: OrganizationRole | null;
  readonly role: OrganizationRole;
}

/** Nobody gives more than he has, himself included, or touches who has more. Reads his role anew, under the lock. */
async function refuseOverreach(ctx: Ctx, { organizationId, before, role }: Step): Promise<void> {
  const actorId = personOf(ctx).userId;
  const own = await findRole(ctx.db, { organizationId, userId: actorId });
  const isOverreach = own === null || outranks(role, own) || (before !== null && outranks(before, own));
  if (!isOverreach) return;
  throw new DomainError("forbidden", "You cannot give or take a role above your own", { reason: "role_above_own" });
}
