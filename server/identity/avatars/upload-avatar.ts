import { audit } from "@/server/audit";
import { atomically, type Ctx, defineStream } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ownAccount } from "../own-account";
import { updateAccount } from "../store/accounts";
import { keepAvatar } from "./avatar";
import { answerOf } from "./avatar-answer";

export const uploadAvatar = defineStream({
  name: "identity.uploadAvatar",
  summary: "Change your picture",
  http: { method: "PUT", path: "/me/avatar" },
  input: Nothing.strict(),
  consumes: "image/*",
  produces: "application/json",
  async run(ctx: Ctx<"objects" | "identity">, _input, { body }) {
    const { userId: id, username: name } = await ownAccount(ctx);
    const avatar = await keepAvatar(ctx, body);
    await atomically(ctx, async (ctx) => {
      await updateAccount(ctx.db, id, { avatar, updatedAt: ctx.now() });
      await audit(ctx, "user.updated", { kind: "user", id, name, ownerId: id, details: { fields: ["avatar"] } });
    });
    return answerOf(avatar);
  },
});
