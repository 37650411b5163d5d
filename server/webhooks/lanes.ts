import { type Ctx, enqueue } from "@/server/kernel";
import { deliverWebhook, serveLane } from "./jobs";

const SECOND_MS = 1_000;
/** At most this many deliveries at once, since a receiver may keep each of them waiting: other jobs need room. */
const LANES = [0, 1, 2, 3];

/** Something is due now, or after this long. What is due in the same second shares a job. */
export async function deliverSoon(ctx: Ctx, delayMs = 0): Promise<void> {
  const second = Math.ceil((ctx.now().getTime() + delayMs) / SECOND_MS);
  await enqueue(ctx, deliverWebhook, { payload: {}, delayMs, key: delayMs === 0 ? "now" : `${second}` });
}

export async function wakeLanes(ctx: Ctx): Promise<void> {
  for (const lane of LANES) await wakeLane(ctx, lane);
}

export const wakeLane = (ctx: Ctx, lane: number): Promise<void> =>
  enqueue(ctx, serveLane, { payload: { lane }, key: `${lane}`, queue: `webhooks:${lane}` });
