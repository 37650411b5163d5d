import type { Tokens } from "@/server/billing";
import type { Ctx } from "@/server/kernel";
import type { Admission } from "../admit";

const EVERY_TOKENS = 256;
const EVERY_MS = 2_000;

/** Takes what a call has produced so far, and notes it at the first token, every 256 tokens and every two seconds. */
export function createProgressNotes(ctx: Ctx<"traffic">, { id }: Admission) {
  let noted = { outputTokens: Number.NEGATIVE_INFINITY, at: 0 };
  return (tokens: Tokens, ttftMs: number | null): void => {
    const at = ctx.now();
    const isDue = tokens.outputTokens - noted.outputTokens >= EVERY_TOKENS || at.getTime() - noted.at >= EVERY_MS;
    if (!isDue) return;
    noted = { outputTokens: tokens.outputTokens, at: at.getTime() };
    try {
      ctx.live.traffic.journal.progress(id, { at, tokens, ttftMs });
    } catch (err) {
      ctx.log.warn({ err, call: id }, "What a call has produced is not noted; it goes on");
    }
  };
}
