import { personOf, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, defineCommand, type PlatformRole } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { requireAnotherPlatformOwner } from "./another-platform-owner";
import { SetPlatformRolesInput } from "./contract";
import { coversRoles, getManagedUser } from "./manage-people";
import { updateUser } from "./store/users";

export const setPlatformRoles = defineCommand({
  name: "identity.setPlatformRoles",
  summary: "Say what somebody may do on the whole installation",
  http: { method: "PUT", path: "/users/{username}/platform-roles", status: 204 },
  input: SetPlatformRolesInput,
  output: Nothing,
  async run(ctx, { username, roles }) {
    const { id, name, platformRoles: before } = await getManagedUser(ctx, username);
    requireStrongAuth(ctx);
    refuseRaise(ctx, { id, before, roles });
    return atomically(ctx, async (ctx) => {
      if (before.includes("owner") && !roles.includes("owner")) await requireAnotherPlatformOwner(ctx, id);
      const platformRoles = [...new Set(roles)];
      await updateUser(ctx.db, id, { platformRoles, updatedAt: ctx.now() });
      const details = { before, roles: platformRoles };
      await audit(ctx, "user.platformRolesSet", { kind: "user", id, name, ownerId: id, details });
      return {};
    });
  },
});

interface Step {
  readonly id: string;
  readonly before: readonly PlatformRole[];
  readonly roles: readonly PlatformRole[];
}

/** Nobody gives a role he does not have, and nobody gives himself any. */
function refuseRaise(ctx: Ctx, { id, before, roles }: Step): void {
  if (ctx.actor.kind === "system") return;
  const { userId, platformRoles } = personOf(ctx);
  const raisesSelf = id === userId && roles.some((role) => !before.includes(role));
  if (!raisesSelf && coversRoles(platformRoles, roles)) return;
  throw new DomainError("forbidden", "You cannot give a role that you do not have", { reason: "role_above_own" });
}
