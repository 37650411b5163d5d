import { z } from "zod";
import type { Ctx } from "@/server/kernel";

const End = z.object({ endMailsOf: z.uuid() });

/** Stands in mails: whoever has it may end them, and nothing else. */
export const sealEnd = (ctx: Ctx, userId: string): string => ctx.seal(JSON.stringify({ endMailsOf: userId }));

/** `null` for what `sealEnd` did not make. */
export function openEnd(ctx: Ctx, token: string): string | null {
  const text = ctx.open(token);
  if (text === null) return null;
  try {
    return End.safeParse(JSON.parse(text)).data?.endMailsOf ?? null;
  } catch {
    return null;
  }
}
