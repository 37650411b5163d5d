import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { refuseWeakPassword } from "../add-user";
import { ResetPasswordInput } from "../contract";
import { isActive } from "../person";
import { deleteSessionsOf } from "../sessions/store";
import { findPasswordReset, takePasswordReset } from "../store/invitations";
import { getUser, type UserRow, updateUser } from "../store/users";
import { tellOwner } from "../tell-owner";
import { forgetWrongPasswords } from "./check-password";
import { laneOf } from "./lane-of";
import { admitFromNetwork, CODES } from "./network-attempts";

export const resetPassword = defineCommand({
  name: "identity.resetPassword",
  summary: "Set a new password by the code of a reset link; all sessions end",
  http: { method: "POST", path: "/password-resets", status: 204 },
  input: ResetPasswordInput,
  output: Nothing,
  keepsFailures: true,
  async run(ctx: Ctx<"identity">, { code, password }) {
    const attempt = await admitFromNetwork(ctx, CODES);
    const now = ctx.now();
    const user = await personOfReset(ctx, await findPasswordReset(ctx.db, code, now));
    refuseWeakPassword({ username: user.name, email: user.email, password });
    const passwordHash = await ctx.live.identity.passwords.hash(password, laneOf(ctx));
    await atomically(ctx, async (ctx) => {
      const { id, name } = await personOfReset(ctx, await takePasswordReset(ctx.db, code, now));
      await updateUser(ctx.db, id, { passwordHash, updatedAt: now });
      await deleteSessionsOf(ctx.db, id);
      await tellOwner(ctx, user, "Your password was set anew by a link");
      await audit(ctx, "user.passwordReset", { kind: "user", id, name, ownerId: id });
    });
    await forgetWrongPasswords(ctx, user.name);
    await attempt.giveBack();
    return {};
  },
});

async function personOfReset(ctx: Ctx, reset: { readonly userId: string } | null): Promise<UserRow> {
  const user = reset && (await getUser(ctx.db, reset.userId));
  if (!user || !isActive(user)) throw notFound("Reset link", "of this address");
  return user;
}
