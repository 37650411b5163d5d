import type { IncomingMessage } from "node:http";
import { assertUncompressed } from "../assert-uncompressed";

/** A connection that moves no byte for this long is dead. */
const IDLE_MS = 5 * 60_000;

/** The bytes of an object, or of a part of it, as they come. Throws `invalid` for packed ones. */
export function bytesOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  assertUncompressed(request);
  request.setTimeout(IDLE_MS, () => request.destroy());
  return request.iterator({ destroyOnReturn: false }); // a refusal in the middle still has to be told
}
