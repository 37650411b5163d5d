import { atomically, type Ctx } from "@/server/kernel";
import { wakeLane } from "./lanes";
import { runNow } from "./run-mirror";
import { takeTurn } from "./store/turns";

/**
 * One turn of a lane. Owners take turns: whoever has waited longest since a run of theirs was last begun comes first,
 * and nobody has two lanes. Throws when the worker ends first; the job then goes on with the run of its lane.
 */
export async function serve(ctx: Ctx<"repositories" | "objects">, lane: number, signal: AbortSignal): Promise<void> {
  const run = await atomically(ctx, (ctx) => takeTurn(ctx.db, { lane, now: ctx.now() }));
  if (!run) return;
  try {
    await runNow(ctx, run.id, signal);
  } finally {
    if (!signal.aborted) await wakeLane(ctx, lane);
  }
}
