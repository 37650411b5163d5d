import { finishSettlements, openJournal, runPool } from "@/server/gateway";
import type { Metrics } from "@/server/metrics";
import type { Runtime } from "@/server/runtime";

/**
 * Makes this process the one that charges calls from its data folder: what a predecessor left is settled before the
 * first call comes. Readiness and metrics tell from here on what waits for the database.
 */
export async function openCharges({ contextFor, health }: Runtime, metrics: Metrics) {
  const ctx = contextFor({ kind: "system", process: "edge" });
  await openJournal(ctx);
  const { journal, settlements, breaker, retries, running, watch } = ctx.live.traffic;
  health.watch("journal", async () => {
    const waiting = settlements.unwritten();
    if (journal.isFull()) throw new Error(`${waiting} charges wait for the database; no more calls are taken`);
    return waiting > 0 ? `${waiting} charges wait for the database` : undefined;
  });
  watch(metrics.gateway.record);
  metrics.gateway.watch(() => ({
    ...{ unwritten: settlements.unwritten(), lagMs: settlements.lagMs(), journalBytes: journal.bytes() },
    ...{ running: running(), paused: breaker.paused(), retries: retries.counts() },
  }));
  const pool = runPool(ctx);
  return {
    /** A successor may wait for the folder from now on. */
    leave: () => journal.leave(),
    /** When the last call has ended: writes what is due, and gives back what is left of budgets. */
    async close(signal: AbortSignal): Promise<void> {
      await finishSettlements(ctx, signal);
      await pool.stop();
      await journal.close();
    },
  };
}
