import { badXorb } from "./bad-bytes";
import { joinPlanes } from "./byte-planes";
import { unpackFrame } from "./lz4-frame";

export const CHUNK_HEADER_BYTES = 8;
export const MAX_CHUNK_BYTES = 131_072;
const MAX_PACKED_BYTES = 262_144;

export const SCHEME = { raw: 0, lz4: 1, planesAndLz4: 2 } as const;

interface PackedChunk {
  readonly scheme: number;
  /** Bytes of the payload, without the header. */
  readonly packed: number;
  readonly unpacked: number;
}

/** Eight bytes before each chunk of a xorb (hub-protocols §4.5). Throws `invalid` (`bad_xorb`). */
export function readChunkHeader(bytes: Uint8Array, at: number): PackedChunk {
  const byte = (offset: number) => bytes[at + offset] ?? 0;
  const u24 = (offset: number) => byte(offset) | (byte(offset + 1) << 8) | (byte(offset + 2) << 16);
  const [version, packed, scheme, unpacked] = [byte(0), u24(1), byte(4), u24(5)];
  if (version !== 0) throw badXorb(`A chunk has the unknown version ${version}`);
  if (scheme > SCHEME.planesAndLz4) throw badXorb(`A chunk is packed in the unknown way ${scheme}`);
  if (unpacked < 1 || unpacked > MAX_CHUNK_BYTES) throw badXorb(`A chunk of ${unpacked} bytes`);
  if (packed < 1 || packed > MAX_PACKED_BYTES) throw badXorb(`A chunk of ${packed} packed bytes`);
  if (scheme === SCHEME.raw && packed !== unpacked) throw badXorb("A chunk that is not packed has two lengths");
  return { scheme, packed, unpacked };
}

export function writeChunkHeader({ scheme, packed, unpacked }: PackedChunk): Buffer {
  const header = Buffer.alloc(CHUNK_HEADER_BYTES);
  header.writeUIntLE(packed, 1, 3);
  header.writeUInt8(scheme, 4);
  header.writeUIntLE(unpacked, 5, 3);
  return header;
}

/** The bytes of a chunk. Throws `invalid` (`bad_xorb`) when the payload is not that many bytes, packed in that way. */
export function unpackChunk(payload: Uint8Array, { scheme, unpacked }: PackedChunk): Uint8Array {
  if (scheme === SCHEME.raw) return payload;
  const bytes = unpackFrame(payload, unpacked);
  return scheme === SCHEME.lz4 ? bytes : joinPlanes(bytes);
}
