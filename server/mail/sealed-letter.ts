import type { z } from "zod";
import type { Ctx } from "@/server/kernel";
import { Letter } from "./letter";

export const sealLetter = (ctx: Ctx, letter: z.input<typeof Letter>): string =>
  ctx.seal(JSON.stringify(Letter.parse(letter)));

/** `null` when another secret sealed it. */
export function openLetter(ctx: Ctx, sealed: string): Letter | null {
  const text = ctx.open(sealed);
  return text === null ? null : Letter.parse(JSON.parse(text));
}
