import { type Ctx, DomainError } from "@/server/kernel";
import { sendMail } from "@/server/mail";

interface Owner {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
}

/** Tells somebody what was changed in their account, so that they notice when it was not them; not without end. */
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
      footer: "You get this because your account has this email address. Such notices cannot be turned off.",
    },
  }).catch(passOverFlood);

/** For `catch`: who has got enough letters of a kind gets no more, and whatever they are about goes on. */
export function passOverFlood(error: unknown): void {
  if (!(error instanceof DomainError) || error.reason !== "too_many_mails") throw error;
}
