import { personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { MemberPath } from "./contract";
import { getOrganizationFor } from "./organization";
import { isActive } from "./person";
import { requireAcceptance } from "./require-acceptance";
import { lockAccount } from "./store/accounts";
import { findMember, findRole, setStanding } from "./store/members";
import { getUserByName } from "./store/users";

export const transferOwnership = defineCommand({
  name: "identity.transferOwnership",
  summary: "Hand an organization over to another member; you stay as administrator",
  http: { method: "POST", path: "/organizations/{name}/transfer", status: 204 },
  input: MemberPath,
  output: Nothing,
  async run(ctx, { name, username }) {
    const { id } = await getOrganizationFor(ctx, "organization.delete", name);
    requireRecentSignIn(ctx);
    const own = personOf(ctx);
    const heir = await getUserByName(ctx.db, username);

    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, id);
      const [ownRole, member] = [
        await findRole(ctx.db, { organizationId: id, userId: own.userId }),
        await findMember(ctx.db, { organizationId: id, userId: heir.id }),
      ];
      if (member === null || !isActive(heir)) throw notFound("Member", username);
      if (ownRole !== "owner" || heir.id === own.userId) {
        throw new DomainError("conflict", "Only an owner can hand over, and to somebody else", { reason: "not_owner" });
      }
      requireAcceptance(ctx, heir, member);
      await setStanding(ctx, { organizationId: id, userId: heir.id, role: "owner", hasAccepted: true });
      await setStanding(ctx, { organizationId: id, userId: own.userId, role: "admin", hasAccepted: true });
      await audit(ctx, "organization.transferred", { kind: "user", id: heir.id, name: heir.name, ownerId: id });
      return {};
    });
  },
});
