import { personOf, removeGrantsIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, notFound, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { requireAnotherOwner } from "./another-owner";
import { foldName, MemberPath } from "./contract";
import { memberRemoved } from "./events";
import { getOrganizationFor } from "./organization";
import { outranks } from "./organization-role";
import { ownAccount } from "./own-account";
import { lockAccount } from "./store/accounts";
import { deleteMember, findRole } from "./store/members";
import { getUserByName } from "./store/users";

export const removeMember = defineCommand({
  name: "identity.removeMember",
  summary: "Remove a member from an organization with all their roles in it, or leave it yourself",
  http: { method: "DELETE", path: "/organizations/{name}/members/{username}", status: 204 },
  input: MemberPath,
  output: Nothing,
  async run(ctx, { name, username }) {
    const { userId: actorId, username: own } = personOf(ctx);
    const isLeaving = foldName(username) === foldName(own);
    const { id } = await getOrganizationFor(ctx, isLeaving ? "organization.read" : "organization.manage", name);
    if (isLeaving) await ownAccount(ctx);
    const user = await getUserByName(ctx.db, username);
    const place = { organizationId: id, userId: user.id };

    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, id);
      const role = await findRole(ctx.db, place);
      if (role === null) throw notFound("Member", username);
      const actorRole = await findRole(ctx.db, { organizationId: id, userId: actorId });
      if (actorRole === null || outranks(role, actorRole)) {
        throw new DomainError("forbidden", "You cannot remove somebody above you", { reason: "role_above_own" });
      }
      if (role === "owner") await requireAnotherOwner(ctx, place);
      const parts = await deleteMember(ctx.db, place);
      const resources = await removeGrantsIn(ctx.db, { userId: user.id, ownerId: id });
      if (!isLeaving) await publish(ctx, memberRemoved, { ...place, team: null });
      await audit(ctx, "member.removed", {
        kind: "user",
        id: user.id,
        name: user.name,
        ownerId: id,
        details: { role, ...parts, resources },
      });
      return {};
    });
  },
});
