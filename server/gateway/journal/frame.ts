import { crc32 } from "node:zlib";

const HEAD_BYTES = 8;
/** No record is longer; a longer length is damage. */
export const MAX_RECORD_BYTES = 64 * 1_024;

/** A record as it lies on disk: its length and the CRC-32 of length and bytes (both 32 bits, little endian), its bytes. */
export function frame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  if (length > MAX_RECORD_BYTES) throw new Error(`A record of ${length} bytes is too long for the journal`);
  const framed = Buffer.allocUnsafe(HEAD_BYTES + length);
  framed.writeUInt32LE(length, 0);
  framed.write(text, HEAD_BYTES);
  framed.writeUInt32LE(checksumOf(framed), 4);
  return framed;
}

/** The length is part of the sum: a stretch of zeros is no record. */
const checksumOf = (framed: Buffer) => crc32(framed.subarray(HEAD_BYTES), crc32(framed.subarray(0, 4)));

interface Frames {
  readonly texts: readonly string[];
  /** Stretches that cannot be read although records come after them. */
  readonly gaps: number;
  /** What lies behind the last record: a write that did not come to its end. Zeros alone are room for the next one. */
  readonly tornBytes: number;
}

/** All records of a file. What is damaged costs itself only: reading goes on with the next whole record. */
export function readFrames(bytes: Buffer): Frames {
  const texts: string[] = [];
  let gaps = 0;
  let at = 0;
  for (;;) {
    const next = nextFrame(bytes, at);
    if (next === null) return { texts, gaps, tornBytes: isEmpty(bytes.subarray(at)) ? 0 : bytes.length - at };
    if (next.at > at) gaps += 1;
    texts.push(next.framed.toString("utf8", HEAD_BYTES));
    at = next.at + next.framed.length;
  }
}

const isEmpty = (bytes: Buffer) => bytes.every((byte) => byte === 0);

function nextFrame(bytes: Buffer, from: number) {
  for (let at = from; at + HEAD_BYTES < bytes.length; at++) {
    const length = bytes.readUInt32LE(at);
    const end = at + HEAD_BYTES + length;
    if (length === 0 || length > MAX_RECORD_BYTES || end > bytes.length) continue;
    const framed = bytes.subarray(at, end);
    if (checksumOf(framed) === framed.readUInt32LE(4)) return { at, framed };
  }
  return null;
}
