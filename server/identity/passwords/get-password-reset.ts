import { defineQuery, notFound } from "@/server/kernel";
import { PasswordResetPreview, ResetCode } from "../contract";
import { isActive } from "../person";
import { findPasswordReset } from "../store/invitations";
import { getUser } from "../store/users";

export const getPasswordReset = defineQuery({
  name: "identity.getPasswordReset",
  summary: "See whose password a reset link sets, and until when",
  http: { method: "GET", path: "/password-resets/{code}" },
  input: ResetCode,
  output: PasswordResetPreview,
  async run(ctx, { code }) {
    const reset = await findPasswordReset(ctx.db, code, ctx.now());
    const user = reset && (await getUser(ctx.db, reset.userId));
    if (!user || !isActive(user)) throw notFound("Reset link", "of this address");
    return { username: user.name, expiresAt: reset.expiresAt };
  },
});
