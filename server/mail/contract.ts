import { z } from "zod";
import { PageInput, pageOf } from "@/server/kernel/contract";

/** Finer words of this context for `DomainError.reason`. */
type MailReason = "mail_sent" | "too_many_mails";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly mail: MailReason;
  }
}

export const MAIL_KINDS = ["invitation", "passwordReset", "security", "notifications"] as const;
export const MailKind = z.enum(MAIL_KINDS);
export type MailKind = z.infer<typeof MailKind>;

/** `waiting`: not taken by a mail server yet, or there is none. */
export const MAIL_STATES = ["waiting", "sent", "failed"] as const;
export const MailState = z.enum(MAIL_STATES);
export type MailState = z.infer<typeof MailState>;

export const Mail = z.object({
  id: z.uuid(),
  kind: MailKind,
  address: z.string(),
  subject: z.string(),
  state: MailState,
  attempts: z.int(),
  error: z.string().nullable().describe("What the mail server said last."),
  isKept: z.boolean().describe("Whether its text can still be read and sent."),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
});
export type Mail = z.infer<typeof Mail>;

export const MailInput = z.strictObject({ id: z.uuid() });
export const ListMailsInput = PageInput.extend({ state: MailState.optional() });
export const MailPage = pageOf(Mail).extend({
  hasServer: z.boolean().describe("Whether a mail server is set (`YARD_SMTP_URL`)."),
});
export const MailText = z.object({ id: z.uuid(), address: z.string(), subject: z.string(), text: z.string() });
