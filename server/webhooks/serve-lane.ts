import { atomically, type Ctx } from "@/server/kernel";
import { deliver } from "./deliver-webhook";
import { wakeLane } from "./lanes";
import { leaveLane, takeTurn } from "./store";

/** One turn of a lane; it looks for the next one afterwards, whatever came of this one. */
export async function serve(ctx: Ctx, lane: number, signal: AbortSignal): Promise<void> {
  const delivery = await atomically(ctx, (ctx) => takeTurn(ctx.db, { lane, now: ctx.now() }));
  if (!delivery) return;
  try {
    await deliver(ctx, delivery.id, signal);
  } finally {
    await atomically(ctx, async (ctx) => {
      await leaveLane(ctx.db, delivery.id);
      await wakeLane(ctx, lane);
    });
  }
}
