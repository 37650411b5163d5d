import { DomainError } from "@/server/kernel";

export interface Patience {
  /** Before the first byte, and in all for what is small. */
  readonly graceMs: number;
  /** Every so many bytes buy another second; asked for anew with each chunk. */
  readonly bytesPerSecond: number;
  /** More than this is not saved up; default: no end. */
  readonly mostMs?: number;
}

/** A slow line is patient enough; holding a connection open costs as much as sending. */
export const PATIENCE: Patience = { graceMs: 30_000, bytesPerSecond: 2_048 };

/** The word for a body that dribbles, as programs read it. */
export const TOO_SLOW = "body_too_slow";

/**
 * The same bytes of a request. Throws `invalid` (`body_too_slow`) when they dribble; the body is left as it is then:
 * nobody can wait for its end.
 */
export async function* inTime(body: AsyncIterable<Uint8Array>, patience = PATIENCE): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  const { graceMs, mostMs = Number.POSITIVE_INFINITY } = patience;
  let leftMs = graceMs;
  let isWaiting = false;
  try {
    for (;;) {
      const since = performance.now();
      isWaiting = true;
      const { value, done } = await within(chunks.next(), leftMs);
      isWaiting = false;
      if (done) return;
      const bought = (value.byteLength / patience.bytesPerSecond) * 1_000;
      leftMs = Math.min(mostMs, leftMs + bought - (performance.now() - since));
      if (leftMs <= 0) throw tooSlow();
      yield value;
    }
  } finally {
    if (!isWaiting) await chunks.return?.();
  }
}

const tooSlow = () => new DomainError("invalid", "The body arrives too slowly", { reason: TOO_SLOW });

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow()), milliseconds).unref();
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // nobody waits for what comes too late
  }
}
