import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "@/server/kernel";

const PAUSE_MS = 250;

/** Before a process ends: writes what is due, until the signal fires. What is left then stands whole in the log. */
export async function finishSettlements(ctx: Ctx<"traffic">, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = await ctx.live.traffic.settlements.flush();
    if (left.length === 0) return;
    if (signal.aborted) {
      for (const settlement of left) ctx.log.error({ settlement }, "A call ends unpaid: the database did not take it");
      return;
    }
    await sleep(PAUSE_MS);
  }
}
