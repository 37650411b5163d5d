import { authorizePlatform, requireStrongAuth } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { MailInput, MailText } from "./contract";
import { textOf } from "./letter";
import { openLetter } from "./sealed-letter";
import { findMail } from "./store";

/** A command, since it is written down who reads a letter to somebody else. */
export const readMail = defineCommand({
  name: "mail.readMail",
  summary: "Read a letter that is still kept, to pass it on by hand",
  http: { method: "POST", path: "/admin/mails/{id}/read" },
  input: MailInput,
  output: MailText,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.mail");
    requireStrongAuth(ctx);
    const mail = await findMail(ctx.db, id);
    const letter = mail?.letter ? openLetter(ctx, mail.letter) : null;
    if (!mail || !letter) throw notFound("Letter", "of this address");
    return atomically(ctx, async (ctx) => {
      const details = { kind: mail.kind, address: mail.address };
      await audit(ctx, "mail.read", { kind: "mail", id, ownerId: mail.recipientId, details });
      return { id, address: mail.address, subject: mail.subject, text: textOf(letter, ctx.site.origin) };
    });
  },
});
