import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { laneOf } from "./in-turn";
import { enterFor } from "./smart-http";

/** Who takes nothing for so long makes room. */
const IDLE_MS = 60_000;

interface Reader {
  /** Aborts when the reader is gone. */
  readonly signal: AbortSignal;
  /** A minute unless told. */
  readonly idleMs?: number;
}

/**
 * The same bytes for a reader elsewhere, who may be slow: some are read at once, and fewer by one caller; others wait in
 * line. Who takes none for a while loses the place, and `body` ends. Throws `unavailable` (`git_busy`) before the first
 * byte when too many are waiting.
 */
export async function toReader(
  ctx: Ctx<"repositories">,
  body: AsyncIterable<Uint8Array>,
  { signal, idleMs = IDLE_MS }: Reader,
): Promise<AsyncIterable<Uint8Array>> {
  // Jobs are bounded by their worker.
  if (ctx.actor.kind === "system") return body;
  const leave = await enterFor(ctx.live.repositories.reads, { signal, lane: laneOf(ctx) });
  const bytes = body[Symbol.asyncIterator]();
  let isLate = false;
  const giveUp = () => {
    isLate = true;
    leave();
    void bytes.return?.();
  };
  const wait = () => setTimeout(giveUp, idleMs).unref();
  let idle = wait();
  async function* read() {
    try {
      while (true) {
        clearTimeout(idle);
        if (isLate) throw gitError("unavailable", "Nobody read for too long", { reason: "git_timeout" });
        const { done, value } = await bytes.next();
        if (done) return;
        idle = wait();
        yield value;
      }
    } finally {
      clearTimeout(idle);
      leave();
      await bytes.return?.();
    }
  }
  return read();
}
