import { z } from "zod";
import type { Ctx } from "@/server/kernel";

/** A right that lies in a text: whoever holds it has it, for a while. */
interface Claim<Facts> {
  /** A URL-safe text that is good for so long. The caller has authorised what it says. */
  seal(ctx: Ctx, facts: Facts, lifetimeMs: number): string;
  /** What it says; `null` when it was forged, changed, made for something else or has expired. */
  open(ctx: Ctx, text: string): Facts | null;
}

/** Other things are sealed too; what they say never starts like this. */
const MARK = "claim ";

/** One kind of claim. The facts of no two kinds have the same members, so that one never passes for another. */
export function defineClaim<Shape extends z.ZodRawShape>(shape: Shape): Claim<z.infer<z.ZodObject<Shape>>> {
  const Sealed = z.strictObject({ facts: z.strictObject(shape), untilMs: z.int() });
  return {
    seal: (ctx, facts, lifetimeMs) =>
      ctx.seal(`${MARK}${JSON.stringify({ facts, untilMs: ctx.now().getTime() + lifetimeMs })}`),
    open(ctx, text) {
      const opened = ctx.open(text);
      const sealed = opened?.startsWith(MARK) ? Sealed.safeParse(JSON.parse(opened.slice(MARK.length))) : null;
      return sealed?.success && sealed.data.untilMs > ctx.now().getTime() ? sealed.data.facts : null;
    },
  };
}
