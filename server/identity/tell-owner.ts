import type { Ctx } from "@/server/kernel";
import { sendMail } from "@/server/mail";

interface Owner {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
}

/** Tells somebody what was changed in their account, so that they notice when it was not them. */
export const tellOwner = (ctx: Ctx, { id, name, displayName, email }: Owner, what: string): Promise<void> =>
  sendMail(ctx, {
    kind: "security",
    to: { address: email, userId: id },
    subject: `${what} (${name})`,
    letter: {
      greeting: `Hello ${displayName},`,
      paragraphs: [
        `${what}, for the account ${name}, at ${ctx.now().toISOString().slice(0, 16).replace("T", " ")} UTC.`,
        "Was it not you? Then change your password and end your other sessions at once.",
      ],
      action: { label: "Look at your account", path: "/settings/account" },
      footer: "You get this because your account has this e-mail address. Such notices cannot be turned off.",
    },
  });
