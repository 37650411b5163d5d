import type { Ctx } from "@/server/kernel";
import { deleteExpiredResponses, deleteResponsesOf } from "./store";

/** A response has up to 8 MiB. */
const BATCH = 200;

async function inBatches(remove: () => Promise<number>, signal: AbortSignal): Promise<void> {
  while ((await remove()) === BATCH) signal.throwIfAborted();
}

/** Forgets responses whose month is over. Safe to run twice. */
export const sweepResponses = ({ db, now }: Ctx, signal: AbortSignal): Promise<void> => {
  const until = now();
  return inBatches(() => deleteExpiredResponses(db, until, BATCH), signal);
};

/** Forgets everything that is kept for an owner. Safe to run twice. */
export const removeResponsesOfOwner = ({ db }: Ctx, ownerId: string, signal: AbortSignal): Promise<void> =>
  inBatches(() => deleteResponsesOf(db, ownerId, BATCH), signal);
