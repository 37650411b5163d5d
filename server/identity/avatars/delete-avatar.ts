import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ownAccount } from "../own-account";
import { updateAccount } from "../store/accounts";

export const deleteAvatar = defineCommand({
  name: "identity.deleteAvatar",
  summary: "Remove your picture",
  http: { method: "DELETE", path: "/me/avatar", status: 204 },
  input: Nothing.strict(),
  output: Nothing,
  async run(ctx) {
    const { userId: id, username: name } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      await updateAccount(ctx.db, id, { avatar: null, updatedAt: ctx.now() });
      await audit(ctx, "user.updated", { kind: "user", id, name, ownerId: id, details: { fields: ["avatar"] } });
      return {};
    });
  },
});
