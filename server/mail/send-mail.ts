import type { z } from "zod";
import { type Ctx, DomainError, enqueue, newRow } from "@/server/kernel";
import type { MailKind } from "./contract";
import { deliverMail } from "./jobs";
import type { Letter } from "./letter";
import { sealLetter } from "./sealed-letter";
import { countMails, insertMail } from "./store";

interface NewMail {
  readonly kind: MailKind;
  readonly to: { readonly address: string; readonly userId: string | null };
  readonly subject: string;
  readonly letter: z.input<typeof Letter>;
  readonly thread?: string;
}

const MAX_SUBJECT = 200;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Letters of a kind that one mailbox gets: whoever makes the platform write to somebody cannot flood them. */
const MOST: Readonly<Record<MailKind, { readonly count: number; readonly withinMs: number }>> = {
  invitation: { count: 5, withinMs: DAY_MS },
  passwordReset: { count: 3, withinMs: HOUR_MS },
  security: { count: 20, withinMs: HOUR_MS },
  // One in five minutes, by the job that gathers them.
  notifications: { count: 100, withinMs: HOUR_MS },
};

/**
 * Joins the caller's transaction: a rolled back use case sends nothing. The letter is kept until it is sent. Throws
 * `quota_exceeded` (`too_many_mails`) when the mailbox has got enough of the kind, before anything is written.
 */
export async function sendMail(ctx: Ctx, mail: NewMail): Promise<void> {
  const { kind, to, subject, letter, thread = null } = mail;
  await refuseFlood(ctx, kind, to.address);
  const row = newRow(ctx);
  await insertMail(ctx.db, {
    ...row,
    kind,
    recipientId: to.userId,
    address: to.address,
    subject: oneLine(subject),
    letter: sealLetter(ctx, letter),
    thread,
    state: "waiting",
  });
  await enqueue(ctx, deliverMail, { payload: { mailId: row.id }, key: row.id });
}

async function refuseFlood(ctx: Ctx, kind: MailKind, address: string): Promise<void> {
  const { count, withinMs } = MOST[kind];
  const after = new Date(ctx.now().getTime() - withinMs);
  if ((await countMails(ctx.db, { kind, address, after })) < count) return;
  throw new DomainError("quota_exceeded", "This address was written to often enough: try again later", {
    reason: "too_many_mails",
  });
}

/** Names and titles are written by people: nothing of them begins another header. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return plain.length > MAX_SUBJECT ? `${[...plain].slice(0, MAX_SUBJECT - 1).join("")}…` : plain;
}
