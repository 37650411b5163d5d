import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { requireAnotherPlatformOwner } from "./another-platform-owner";
import { UserPath } from "./contract";
import { getManagedUser } from "./manage-people";
import { deleteSessionsOf } from "./sessions/store";
import { updateUser } from "./store/users";

export const disableUser = defineCommand({
  name: "identity.disableUser",
  summary:
    "Keep somebody out: sessions end, tokens and the API keys they made are refused until the account is enabled",
  http: { method: "POST", path: "/users/{username}/disable", status: 204 },
  input: UserPath,
  output: Nothing,
  async run(ctx, { username }) {
    const { id, name, platformRoles } = await getManagedUser(ctx, username);
    return atomically(ctx, async (ctx) => {
      if (platformRoles.includes("owner")) await requireAnotherPlatformOwner(ctx, id);
      await updateUser(ctx.db, id, { disabledAt: ctx.now(), updatedAt: ctx.now() });
      await deleteSessionsOf(ctx.db, id);
      await audit(ctx, "user.disabled", { kind: "user", id, name, ownerId: id });
      return {};
    });
  },
});
