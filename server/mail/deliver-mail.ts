import { atomically, type Ctx, DomainError, enqueue } from "@/server/kernel";
import { deliverMail } from "./jobs";
import { htmlOf, textOf } from "./letter";
import { openLetter } from "./sealed-letter";
import { findMail, type MailRow, updateMail } from "./store";

const MINUTE_MS = 60_000;
/** Waits after the first, second … attempt that failed. */
const WAITS_MS = [1, 5, 15, 60, 180, 360].map((minutes) => minutes * MINUTE_MS);

/**
 * One attempt. What went wrong is kept for administrators to read; never throws for what the mail server does. Killed
 * between the server's answer and the row, it sends once more, under the same message id.
 */
export async function deliver(ctx: Ctx<"mail">, mailId: string): Promise<void> {
  const mail = await findMail(ctx.db, mailId);
  if (mail?.state !== "waiting" || mail.letter === null || !ctx.ports.mail.isSet) return;
  const letter = openLetter(ctx, mail.letter);
  if (letter === null) return fail(ctx, mail, "The letter was sealed with another secret");
  try {
    const { id, address: to, subject, thread } = mail;
    const { origin } = ctx.site;
    const { unsubscribePath: path } = letter;
    const unsubscribeUrl = path === null ? null : `${origin}${path}`;
    const [text, html] = [textOf(letter, origin), htmlOf(letter, origin)];
    await ctx.ports.mail.send({ id, to, subject, thread, text, html, unsubscribeUrl });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === "unavailable" ? retry(ctx, mail, error.message) : fail(ctx, mail, error.message);
  }
  const now = ctx.now();
  const sent = { state: "sent" as const, letter: null, error: null, sentAt: now, updatedAt: now };
  await updateMail(ctx.db, mail.id, { ...sent, attempts: mail.attempts + 1 });
}

const fail = (ctx: Ctx, { id, attempts }: MailRow, error: string): Promise<void> =>
  updateMail(ctx.db, id, { state: "failed", error, attempts: attempts + 1, updatedAt: ctx.now() });

async function retry(ctx: Ctx, mail: MailRow, error: string): Promise<void> {
  const delayMs = WAITS_MS[mail.attempts];
  if (delayMs === undefined) return fail(ctx, mail, error);
  await atomically(ctx, async (ctx) => {
    await updateMail(ctx.db, mail.id, { error, attempts: mail.attempts + 1, updatedAt: ctx.now() });
    await enqueue(ctx, deliverMail, { payload: { mailId: mail.id }, delayMs, key: mail.id });
  });
}
