import { eq } from "drizzle-orm";
import { mails } from "@/db/schema/mail";
import type { Ctx } from "@/server/kernel";
import { openLetter } from "@/server/mail/sealed-letter";

/** The letters that somebody is to get, opened. */
export async function lettersTo(ctx: Ctx, userId: string) {
  const rows = await ctx.db.select().from(mails).where(eq(mails.recipientId, userId));
  return rows.map(({ subject, letter }) => ({ subject, letter: openLetter(ctx, letter ?? "") }));
}
