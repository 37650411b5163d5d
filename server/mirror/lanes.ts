import { type Ctx, enqueue } from "@/server/kernel";
import { serveLane } from "./jobs";
import type { RunRow } from "./store/runs";

/** At most this many runs at once, and one of an owner: other jobs need room. */
const LANES = [0, 1, 2];

/** A run waits: a lane that is free takes it, else the first that becomes free and whose turn it is. */
export async function wakeLanes(ctx: Ctx): Promise<void> {
  for (const lane of LANES) await wakeLane(ctx, lane);
}

export const wakeLane = (ctx: Ctx, lane: number): Promise<void> =>
  enqueue(ctx, serveLane, { payload: { lane }, key: `${lane}`, queue: queueOf(lane) });

/** The same for a run that is to be tried again later. */
export async function wakeLanesLater(ctx: Ctx, { id }: Pick<RunRow, "id">, delayMs: number): Promise<void> {
  for (const lane of LANES) {
    await enqueue(ctx, serveLane, { payload: { lane }, key: `${lane} ${id}`, queue: queueOf(lane), delayMs });
  }
}

const queueOf = (lane: number): string => `mirror:${lane}`;
