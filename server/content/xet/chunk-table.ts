import { badXorb } from "./bad-bytes";
import { HASH_BYTES } from "./hash";

/** A record of the table: hash, then where the chunk ends in the xorb, packed and unpacked (u32, little-endian). */
export const RECORD_BYTES = HASH_BYTES + 8;
export const MAX_CHUNKS = 8_192;

/** What a xorb holds: kept beside its bytes, so that no question about it has to read them. */
export interface ChunkTable {
  readonly count: number;
  hash(chunk: number): Uint8Array;
  /** Where a chunk begins; of the number behind the last, where the xorb ends. */
  packedStart(chunk: number): number;
  unpackedStart(chunk: number): number;
  /** The records of some chunks, `end` exclusive. */
  records(start: number, end: number): Uint8Array;
}

/** Throws `invalid` (`bad_xorb`) for bytes that are no table. */
export function readChunkTable(bytes: Uint8Array): ChunkTable {
  const count = bytes.byteLength / RECORD_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > MAX_CHUNKS) throw badXorb("The table of a xorb is damaged");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (chunk: number, at: number) => (chunk === 0 ? 0 : view.getUint32((chunk - 1) * RECORD_BYTES + at, true));
  return {
    count,
    hash: (chunk) => bytes.subarray(chunk * RECORD_BYTES, chunk * RECORD_BYTES + HASH_BYTES),
    packedStart: (chunk) => word(chunk, HASH_BYTES),
    unpackedStart: (chunk) => word(chunk, HASH_BYTES + 4),
    records: (start, end) => bytes.subarray(start * RECORD_BYTES, end * RECORD_BYTES),
  };
}

interface Record {
  readonly hash: Uint8Array;
  readonly packedEnd: number;
  readonly unpackedEnd: number;
}

export function writeRecord({ hash, packedEnd, unpackedEnd }: Record): Buffer {
  const record = Buffer.alloc(RECORD_BYTES);
  record.set(hash);
  record.writeUInt32LE(packedEnd, HASH_BYTES);
  record.writeUInt32LE(unpackedEnd, HASH_BYTES + 4);
  return record;
}
