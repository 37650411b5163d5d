import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { refuseWeakPassword } from "../add-user";
import { ResetPasswordInput } from "../contract";
import { isActive } from "../person";
import { deleteSessionsOf } from "../sessions/store";
import { takePasswordReset } from "../store/invitations";
import { getUser, updateUser } from "../store/users";
import { tellOwner } from "../tell-owner";

export const resetPassword = defineCommand({
  name: "identity.resetPassword",
  summary: "Set a new password by the code of a reset link; all sessions end",
  http: { method: "POST", path: "/password-resets", status: 204 },
  input: ResetPasswordInput,
  output: Nothing,
  async run(ctx: Ctx<"identity">, { code, password }) {
    const passwordHash = await ctx.live.identity.passwords.hash(password);
    return atomically(ctx, async (ctx) => {
      const id = await takePasswordReset(ctx.db, code, ctx.now());
      const user = id === null ? null : await getUser(ctx.db, id);
      if (!user || !isActive(user)) throw notFound("Reset link", "of this address");
      refuseWeakPassword({ username: user.name, email: user.email, password });
      await updateUser(ctx.db, user.id, { passwordHash, updatedAt: ctx.now() });
      await deleteSessionsOf(ctx.db, user.id);
      await tellOwner(ctx, user, "Your password was set anew by a link");
      await audit(ctx, "user.passwordReset", { kind: "user", id: user.id, name: user.name, ownerId: user.id });
      return {};
    });
  },
});
