import type { z } from "zod";
import { type Ctx, enqueue, newRow } from "@/server/kernel";
import type { MailKind } from "./contract";
import { deliverMail } from "./jobs";
import type { Letter } from "./letter";
import { sealLetter } from "./sealed-letter";
import { insertMail } from "./store";

interface NewMail {
  readonly kind: MailKind;
  readonly to: { readonly address: string; readonly userId: string | null };
  readonly subject: string;
  readonly letter: z.input<typeof Letter>;
  readonly thread?: string;
}

const MAX_SUBJECT = 200;

/** Joins the caller's transaction: a rolled back use case sends nothing. The letter is kept until it is sent. */
export async function sendMail(ctx: Ctx, mail: NewMail): Promise<void> {
  const { kind, to, subject, letter, thread = null } = mail;
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

/** Names and titles are written by people: nothing of them begins another header. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return plain.length > MAX_SUBJECT ? `${[...plain].slice(0, MAX_SUBJECT - 1).join("")}…` : plain;
}
