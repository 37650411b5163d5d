import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, enqueue, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { MailInput } from "./contract";
import { deliverMail } from "./jobs";
import { findMail, updateMail } from "./store";

export const retryMail = defineCommand({
  name: "mail.retryMail",
  summary: "Send a letter that was given up or waits, now",
  http: { method: "POST", path: "/admin/mails/{id}/retry", status: 204 },
  input: MailInput,
  output: Nothing,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.jobs");
    const mail = await findMail(ctx.db, id);
    if (!mail) throw notFound("Letter", "of this address");
    if (mail.letter === null) throw new DomainError("conflict", "The letter has been sent", { reason: "mail_sent" });
    return atomically(ctx, async (ctx) => {
      await updateMail(ctx.db, id, { state: "waiting", attempts: 0, updatedAt: ctx.now() });
      await enqueue(ctx, deliverMail, { payload: { mailId: id }, key: id });
      await audit(ctx, "mail.retried", { kind: "mail", id, ownerId: mail.recipientId });
      return {};
    });
  },
});
