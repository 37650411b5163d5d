import type { Ctx } from "@/server/kernel";
import { tooManyAtOnce } from "./refused";
import { freeSlots, keepSlots, takeSlot } from "./store";

/** Slots are held for 30 seconds: those of a process that is gone are free again after that. */
const HEARTBEAT_MS = 10_000;

/** Calls that keys make at once, over all processes: each holds a slot of its key until it ends. */
export function createSlots(now: () => number) {
  const held = new Set<string>();
  let keptAt = now();

  return {
    /** Returns what names the slot. Throws `quota_exceeded` (`rate_limit_exceeded`) when all are held. */
    async take(ctx: Ctx, { keyId, limit }: { readonly keyId: string; readonly limit: number }): Promise<string> {
      const callId = ctx.id();
      if (!(await takeSlot(ctx.db, { keyId, callId, limit }))) throw tooManyAtOnce(limit);
      held.add(callId);
      return callId;
    },

    async free(ctx: Ctx, callId: string): Promise<void> {
      held.delete(callId);
      await freeSlots(ctx.db, [callId]);
    },

    /** Says which calls still run. */
    async tick(ctx: Ctx): Promise<void> {
      if (now() - keptAt < HEARTBEAT_MS) return;
      keptAt = now();
      if (held.size > 0) await keepSlots(ctx.db, [...held]);
    },
  };
}
