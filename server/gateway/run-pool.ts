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
    try {
      await pool.tick(ctx);
      await limiter.tick(ctx);
      complaints.worked();
    } catch (error) {
      complaints.failed(ctx, error);
    }
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
