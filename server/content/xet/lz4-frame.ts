import { badXorb } from "./bad-bytes";

const MAGIC = 0x18_4d_22_04;
const END = 0;
const UNCOMPRESSED = 0x80_00_00_00;
const SMALLEST_MATCH = 4;
const FAR = 32;

interface Cursor {
  readonly source: Uint8Array;
  at: number;
  /** One behind the last byte of the block. */
  end: number;
  readonly target: Uint8Array;
  written: number;
}

/**
 * Unpacks an LZ4 frame (LZ4 frame format 1.6) of exactly `size` bytes; memory is bounded by `size`, whatever the frame
 * claims. Checksums are skipped: who calls this compares a stronger hash. Throws `invalid` (`bad_xorb`).
 */
export function unpackFrame(source: Uint8Array, size: number): Uint8Array {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const target = new Uint8Array(size);
  const { start, hasBlockChecksums, hasContentChecksum } = readHeader(source, view);
  const cursor: Cursor = { source, at: start, end: start, target, written: 0 };
  for (;;) {
    if (cursor.at + 4 > source.byteLength) throw badXorb("An LZ4 frame ends early");
    const word = view.getUint32(cursor.at, true);
    cursor.at += 4;
    if (word === END) break;
    cursor.end = cursor.at + (word & ~UNCOMPRESSED);
    if (cursor.end > source.byteLength) throw badXorb("An LZ4 block ends early");
    if (word >= UNCOMPRESSED) copyLiterals(cursor, cursor.end - cursor.at);
    else unpackBlock(cursor);
    if (hasBlockChecksums) cursor.at += 4;
  }
  const rest = source.byteLength - cursor.at;
  if (rest !== (hasContentChecksum ? 4 : 0)) throw badXorb("An LZ4 frame has bytes behind its end");
  if (cursor.written !== size) throw badXorb(`An LZ4 frame has ${cursor.written} bytes instead of ${size}`);
  return target;
}

function readHeader(source: Uint8Array, view: DataView) {
  if (source.byteLength < 7 || view.getUint32(0, true) !== MAGIC) throw badXorb("A chunk is no LZ4 frame");
  const flags = source[4] ?? 0;
  if (flags >> 6 !== 1) throw badXorb("An LZ4 frame has an unknown version");
  if ((flags & 1) !== 0) throw badXorb("An LZ4 frame needs a dictionary");
  const start = 7 + ((flags & 8) !== 0 ? 8 : 0);
  return { start, hasBlockChecksums: (flags & 16) !== 0, hasContentChecksum: (flags & 4) !== 0 };
}

function unpackBlock(cursor: Cursor): void {
  while (cursor.at < cursor.end) {
    const token = cursor.source[cursor.at++] ?? 0;
    copyLiterals(cursor, readLength(cursor, token >> 4));
    if (cursor.at === cursor.end) return;
    if (cursor.at + 2 > cursor.end) throw badXorb("An LZ4 block ends in the middle of a match");
    const distance = (cursor.source[cursor.at] ?? 0) | ((cursor.source[cursor.at + 1] ?? 0) << 8);
    cursor.at += 2;
    copyMatch(cursor, distance, readLength(cursor, token & 15) + SMALLEST_MATCH);
  }
}

function readLength(cursor: Cursor, short: number): number {
  if (short < 15) return short;
  let length = short;
  for (;;) {
    if (cursor.at >= cursor.end) throw badXorb("An LZ4 block ends in the middle of a length");
    const byte = cursor.source[cursor.at++] ?? 0;
    length += byte;
    if (byte < 255) return length;
  }
}

function copyLiterals(cursor: Cursor, length: number): void {
  const { source, target, at, written } = cursor;
  if (at + length > cursor.end) throw badXorb("An LZ4 block ends in the middle of its bytes");
  if (written + length > target.byteLength) throw badXorb("An LZ4 block has more bytes than announced");
  if (length > FAR) target.set(source.subarray(at, at + length), written);
  else for (let step = 0; step < length; step += 1) target[written + step] = source[at + step] ?? 0;
  cursor.at += length;
  cursor.written += length;
}

function copyMatch(cursor: Cursor, distance: number, length: number): void {
  const { target, written } = cursor;
  if (distance === 0 || distance > written) throw badXorb("An LZ4 match points before the beginning");
  if (written + length > target.byteLength) throw badXorb("An LZ4 block has more bytes than announced");
  const from = written - distance;
  if (length > FAR && distance >= length) target.copyWithin(written, from, from + length);
  else for (let step = 0; step < length; step += 1) target[written + step] = target[from + step] ?? 0;
  cursor.written += length;
}
