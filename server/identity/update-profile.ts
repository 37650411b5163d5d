import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UpdateProfileInput } from "./contract";
import { ownAccount } from "./own-account";
import { changesOf } from "./profile-changes";
import { updateAccount } from "./store/accounts";

export const updateProfile = defineCommand({
  name: "identity.updateProfile",
  summary: "Change how you present yourself",
  http: { method: "PATCH", path: "/me", status: 204 },
  input: UpdateProfileInput,
  output: Nothing,
  async run(ctx, input) {
    const { userId: id, username: name } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      await updateAccount(ctx.db, id, changesOf(ctx, input));
      const details = { fields: Object.keys(input) };
      await audit(ctx, "user.updated", { kind: "user", id, name, ownerId: id, details });
      return {};
    });
  },
});
