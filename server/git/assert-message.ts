import { MAX_MESSAGE_BYTES } from "./contract";
import { gitError } from "./git-error";

/** For the message of a new commit or tag. Throws `too_large` (`message_too_long`). */
export function assertMessage(message: string): void {
  if (Buffer.byteLength(message) <= MAX_MESSAGE_BYTES) return;
  throw gitError("too_large", "A message has at most 64 kB", { reason: "message_too_long" });
}
