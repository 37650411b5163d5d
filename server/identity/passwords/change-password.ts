import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { refuseWeakPassword } from "../add-user";
import { ChangePasswordInput } from "../contract";
import { ownAccount } from "../own-account";
import { deleteSessionsOf } from "../sessions/store";
import { deletePasswordResetsOf } from "../store/invitations";
import { getUser, updateUser } from "../store/users";
import { tellOwner } from "../tell-owner";
import { laneOf } from "./lane-of";
import { requirePassword } from "./require-password";

export const changePassword = defineCommand({
  name: "identity.changePassword",
  summary: "Change your password; all your other sessions end",
  http: { method: "PUT", path: "/me/password", status: 204 },
  input: ChangePasswordInput,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { currentPassword, newPassword }) {
    const person = await ownAccount(ctx);
    await requirePassword(ctx, person.userId, currentPassword);
    const user = await getUser(ctx.db, person.userId);
    const { id, name, email } = user;
    refuseWeakPassword({ username: name, email, password: newPassword });
    const passwordHash = await ctx.live.identity.passwords.hash(newPassword, laneOf(ctx));

    return atomically(ctx, async (ctx) => {
      await updateUser(ctx.db, id, { passwordHash, updatedAt: ctx.now() });
      await deletePasswordResetsOf(ctx.db, id);
      await deleteSessionsOf(ctx.db, id, person.kind === "user" ? person.sessionId : undefined);
      await tellOwner(ctx, user, "Your password was changed");
      await audit(ctx, "user.passwordChanged", { kind: "user", id, name, ownerId: id });
      return {};
    });
  },
});
