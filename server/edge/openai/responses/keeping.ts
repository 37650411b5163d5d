import { setTimeout as pause } from "node:timers/promises";
import { type Caller, keepResponse } from "@/server/gateway";
import type { Ctx } from "@/server/kernel";

/** An answer does not wait longer for the database. */
const PATIENCE_MS = 2_000;

interface Facts {
  readonly caller: Caller;
  /** Of the call. */
  readonly id: string;
  readonly previousId: string | null;
  readonly asked: readonly unknown[];
}

export type Keep = (response: { store: boolean; readonly output: readonly object[] }) => Promise<void>;

/** Keeps a response that is charged already: where that does not work its client is told, and has it all the same. */
export const createKeeping =
  (ctx: Ctx, { caller, id, previousId, asked }: Facts): Keep =>
  async (response) => {
    try {
      const items = [...asked, ...response.output];
      const kept = keepResponse(ctx, caller, { id, previousId, items, response });
      response.store = await Promise.race([kept, pause(PATIENCE_MS, false, { ref: false })]);
    } catch (err) {
      ctx.log.warn({ err, call: id }, "A response could not be kept");
      response.store = false;
    }
  };
