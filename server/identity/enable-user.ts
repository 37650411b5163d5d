import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UserPath } from "./contract";
import { getManagedUser } from "./manage-people";
import { updateUser } from "./store/users";

export const enableUser = defineCommand({
  name: "identity.enableUser",
  summary: "Let a disabled user in again",
  http: { method: "POST", path: "/users/{username}/enable", status: 204 },
  input: UserPath,
  output: Nothing,
  async run(ctx, { username }) {
    const { id, name } = await getManagedUser(ctx, username);
    return atomically(ctx, async (ctx) => {
      await updateUser(ctx.db, id, { disabledAt: null, updatedAt: ctx.now() });
      await audit(ctx, "user.enabled", { kind: "user", id, name, ownerId: id });
      return {};
    });
  },
});
