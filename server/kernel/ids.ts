import { randomInt, randomUUID } from "node:crypto";

/** Twelve bits of a UUIDv7 count within a millisecond; they begin in the lower half, so that there is room to count. */
const COUNTS = 4_096;

/**
 * A source of UUIDv7 of which each is greater than the one before, also within a millisecond and when the clock goes
 * back (RFC 9562 §6.2, method 1). `now` is in milliseconds since 1970.
 */
export function createIds(now: () => number = Date.now): () => string {
  let milliseconds = 0;
  let count = 0;
  return () => {
    const time = now();
    count += 1;
    if (time > milliseconds || count === COUNTS) {
      milliseconds = Math.max(time, milliseconds + 1);
      count = randomInt(COUNTS / 2);
    }
    const head = milliseconds.toString(16).padStart(12, "0");
    const random = randomUUID().slice("00000000-0000-4000-".length);
    return `${head.slice(0, 8)}-${head.slice(8)}-7${count.toString(16).padStart(3, "0")}-${random}`;
  };
}

/** The first 24 hexadecimal digits of an id: as many as clients of Hugging Face know. */
export const hexId = (id: string): string => id.replaceAll("-", "").slice(0, 24);

/** The first and the last id that begin with these 24 digits. */
export function idsOfHex(hex: string): readonly [string, string] {
  const idOf = (tail: string) => `${hex}${tail}`.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return [idOf("00000000"), idOf("ffffffff")];
}
