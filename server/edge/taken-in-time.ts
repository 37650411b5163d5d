import type { Patience } from "@/server/api/rest/in-time";

/**
 * The same bytes of an answer. `giveUp` is called once whoever takes them has been too slow; taking some buys time again,
 * and never more than there was at first.
 */
export async function* takenInTime(
  body: AsyncIterable<Uint8Array>,
  giveUp: () => void,
  { graceMs, bytesPerSecond }: Patience,
): AsyncGenerator<Uint8Array> {
  let leftMs = graceMs;
  for await (const chunk of body) {
    leftMs = Math.min(graceMs, leftMs + (chunk.byteLength / bytesPerSecond) * 1_000);
    const since = performance.now();
    const late = setTimeout(giveUp, leftMs);
    try {
      yield chunk;
    } finally {
      clearTimeout(late);
    }
    leftMs -= performance.now() - since;
  }
}
