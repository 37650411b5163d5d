import { inTime } from "@/server/api/rest/in-time";
import { createTurnstile, userIdOf } from "@/server/kernel";
import { assertUncompressed } from "../assert-uncompressed";
import type { Exchange } from "../exchange";
import { createSpool, spoolBusy } from "../spool";

export interface Bodies {
  /** Works on one that has arrived as a whole. Throws `too_large`, `invalid` (`body_too_slow`), `unavailable` (`disk_full`). */
  hold<T>(exchange: Exchange, maxBytes: number, work: (bytes: Buffer) => Promise<T>): Promise<T>;
}

export function createBodies(): Bodies {
  const spool = createSpool();
  /** Held whole, several times over, but for no longer than that takes. */
  const whole = createTurnstile({
    places: 3,
    longestLine: 48,
    perLane: { places: 1, longestLine: 16 },
    refuse: spoolBusy,
  });
  return {
    async hold({ ctx, request }, maxBytes, work) {
      assertUncompressed(request);
      const body = inTime(request.iterator({ destroyOnReturn: false }));
      return spool.hold({ ctx, body, maxBytes, lane: userIdOf(ctx.actor) ?? "", whole }, work);
    },
  };
}
