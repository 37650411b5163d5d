import { requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { requireAnotherPlatformOwner } from "./another-platform-owner";
import { ownAccount } from "./own-account";
import { retireAccount } from "./retire-account";
import { deleteSessionsOf } from "./sessions/store";
import { listSolelyOwned } from "./store/members";
import { getUser } from "./store/users";

export const deleteAccount = defineCommand({
  name: "identity.deleteAccount",
  summary: "Delete your own account with all it owns; restorable for 30 days",
  http: { method: "DELETE", path: "/me", status: 204 },
  input: Nothing.strict(),
  output: Nothing,
  async run(ctx) {
    const { userId: id } = await ownAccount(ctx);
    requireRecentSignIn(ctx);
    return atomically(ctx, async (ctx) => {
      const user = await getUser(ctx.db, id);
      const [alone] = await listSolelyOwned(ctx.db, id);
      if (alone) {
        throw new DomainError("conflict", `${alone.name} needs an owner: hand it over or delete it first`, {
          reason: "last_owner",
          details: { organization: alone.name },
        });
      }
      if (user.platformRoles.includes("owner")) await requireAnotherPlatformOwner(ctx, id);
      await retireAccount(ctx, user);
      await deleteSessionsOf(ctx.db, id);
      await audit(ctx, "user.deleted", { kind: "user", id, name: user.name, ownerId: id });
      return {};
    });
  },
});
