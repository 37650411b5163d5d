import type { Ctx } from "@/server/kernel";
import { createComplaints } from "./pool/complaints";

const TICK_MS = 1_000;

/**
 * Keeps leases and slots of this process alive, and what it does not use within reach of others, until it is stopped; it then
 * gives back what no call holds.
 */
export function runPool(ctx: Ctx<"traffic">) {
  const { pool, limiter } = ctx.live.traffic;
  const complaints = createComplaints(
    "Leases of budgets and slots of keys cannot be kept; the database does not answer",
  );
  let running: Promise<void> | null = null;

  async function tick(): Promise<void> {
    // What hinders one must not hinder the other: slots that are not kept are free for others.
    const done = await Promise.allSettled([pool.tick(ctx), limiter.tick(ctx)]);
    const failed = done.find((one) => one.status === "rejected");
    if (failed) complaints.failed(ctx, failed.reason);
    else complaints.worked();
    running = null;
  }
  const timer = setInterval(() => {
    running ??= tick();
  }, TICK_MS).unref();

  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
      try {
        await pool.close(ctx);
      } catch (error) {
        complaints.failed(ctx, error);
      }
    },
  };
}
