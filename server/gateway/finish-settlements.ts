import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "@/server/kernel";
import type { Settlement } from "./settlement";

const PAUSE_MS = 250;

/**
 * Before a process ends: writes what is due, until the signal fires. What is left then waits in the journal for the next
 * start; without one it stands whole in the log.
 */
export async function finishSettlements(ctx: Ctx<"traffic">, signal: AbortSignal): Promise<void> {
  const { settlements } = ctx.live.traffic;
  for (;;) {
    const left = await settlements.flush();
    if (left.length === 0) return;
    if (signal.aborted) return tellOf(ctx, left);
    await sleep(PAUSE_MS);
  }
}

function tellOf(ctx: Ctx<"traffic">, left: readonly Settlement[]): void {
  if (ctx.live.traffic.journal.durability === "wal") {
    ctx.log.warn({ charges: left.length }, "The database did not take all charges: they wait in the journal");
    return;
  }
  for (const settlement of left) ctx.log.error({ settlement }, "A call ends unpaid: the database did not take it");
}
