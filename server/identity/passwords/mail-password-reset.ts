import { atomically, type Ctx } from "@/server/kernel";
import { sendMail } from "@/server/mail";
import { isActive } from "../person";
import { newSecret } from "../secret";
import { insertPasswordReset } from "../store/invitations";
import { findUsers } from "../store/users";
import { passOverFlood } from "../tell-owner";

const HOUR_MS = 60 * 60_000;

/** Writes somebody a link that sets a new password. Asked for too often, the last link stays. */
export async function mailPasswordReset(ctx: Ctx, userId: string): Promise<void> {
  const [user] = await findUsers(ctx.db, [userId]);
  if (!user || !isActive(user)) return;
  const code = newSecret(ctx);
  const expiresAt = new Date(ctx.now().getTime() + HOUR_MS);
  await atomically(ctx, async (ctx) => {
    await insertPasswordReset(ctx, { userId, code, expiresAt });
    await sendMail(ctx, {
      kind: "passwordReset",
      to: { address: user.email, userId },
      subject: "Set a new password",
      letter: {
        greeting: `Hello ${user.displayName},`,
        paragraphs: [
          `somebody asked for a new password of the account ${user.name}. The link below sets one; it works once, within an hour.`,
          "Was it not you? Then do nothing: the password stays as it is.",
        ],
        action: { label: "Set a new password", path: `/reset-password/${code}` },
        footer: "You get this because your account has this email address.",
      },
    });
  }).catch(passOverFlood);
}
