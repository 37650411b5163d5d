import { type ChunkTable, readChunkTable } from "./chunk-table";
import { HASH_BYTES, hashBytes, isLandmark } from "./hash";
import { hiddenHash } from "./keyed-hash";
import { FOOTER_BYTES, LANDMARK_FLAG, SHARD_RECORD_BYTES, SHARD_TAG, SHARD_VERSION } from "./shard-format";

interface Answer {
  readonly xorbs: readonly {
    readonly hash: string;
    /** The whole table of the xorb. */
    readonly records: Uint8Array;
    readonly packedBytes: number;
  }[];
  /** 32 bytes, not all zero. */
  readonly key: Uint8Array;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly expiresAt: number;
}

/** An entry of a lookup table: the first eight bytes of a hash, and where it leads. */
interface Lookup {
  readonly short: bigint;
  readonly places: readonly number[];
}

/** A shard that tells which chunks xorbs have, to those only who have the chunks themselves (hub-protocols §4.10). */
export function writeDedupShard({ xorbs, key, madeAt, expiresAt }: Answer): Uint8Array {
  const header = Buffer.alloc(SHARD_RECORD_BYTES);
  header.set(SHARD_TAG);
  header.writeBigUInt64LE(SHARD_VERSION, HASH_BYTES);
  header.writeBigUInt64LE(BigInt(FOOTER_BYTES), HASH_BYTES + 8);
  const bookend = Buffer.alloc(SHARD_RECORD_BYTES);
  bookend.fill(0xff, 0, HASH_BYTES);

  const records: Buffer[] = [];
  const xorbLookups: Lookup[] = [];
  const chunkLookups: Lookup[] = [];
  let [packed, unpacked] = [0, 0];
  for (const { hash, records: bytes, packedBytes } of xorbs) {
    const table = readChunkTable(bytes);
    const place = records.length;
    const named = nameXorb(hash, table, packedBytes);
    records.push(named);
    xorbLookups.push({ short: named.readBigUInt64LE(0), places: [place] });
    for (let index = 0; index < table.count; index += 1) {
      const chunk = hideChunk(table, index, key);
      records.push(chunk);
      chunkLookups.push({ short: chunk.readBigUInt64LE(0), places: [place, index] });
    }
    packed += packedBytes;
    unpacked += table.unpackedStart(table.count);
  }

  const [xorbLookup, chunkLookup] = [writeLookup(xorbLookups), writeLookup(chunkLookups)];
  const xorbStart = 2 * SHARD_RECORD_BYTES;
  const lookupStart = xorbStart + (records.length + 1) * SHARD_RECORD_BYTES;
  const chunkLookupStart = lookupStart + xorbLookup.byteLength;
  const footerStart = chunkLookupStart + chunkLookup.byteLength;
  const footer = Buffer.alloc(FOOTER_BYTES);
  const lookups = [lookupStart, 0, lookupStart, xorbLookups.length, chunkLookupStart, chunkLookups.length];
  for (const [at, word] of [1, SHARD_RECORD_BYTES, xorbStart, ...lookups].entries()) {
    footer.writeBigUInt64LE(BigInt(word), at * 8);
  }
  footer.set(key, 72);
  footer.writeBigUInt64LE(BigInt(madeAt), 104);
  footer.writeBigUInt64LE(BigInt(expiresAt), 112);
  for (const [at, word] of [packed, unpacked, unpacked, footerStart].entries()) {
    footer.writeBigUInt64LE(BigInt(word), 168 + at * 8);
  }
  return new Uint8Array(Buffer.concat([header, bookend, ...records, bookend, xorbLookup, chunkLookup, footer]));
}

function nameXorb(hash: string, table: ChunkTable, packedBytes: number): Buffer {
  const record = Buffer.alloc(SHARD_RECORD_BYTES);
  record.set(hashBytes(hash));
  record.writeUInt32LE(table.count, HASH_BYTES + 4);
  record.writeUInt32LE(table.unpackedStart(table.count), HASH_BYTES + 8);
  record.writeUInt32LE(packedBytes, HASH_BYTES + 12);
  return record;
}

function hideChunk(table: ChunkTable, index: number, key: Uint8Array): Buffer {
  const start = table.unpackedStart(index);
  const record = Buffer.alloc(SHARD_RECORD_BYTES);
  record.set(hiddenHash(Buffer.from(key), table.hash(index)));
  record.writeUInt32LE(start, HASH_BYTES);
  record.writeUInt32LE(table.unpackedStart(index + 1) - start, HASH_BYTES + 4);
  if (isLandmark(table.hash(index))) record.writeUInt32LE(LANDMARK_FLAG, HASH_BYTES + 8);
  return record;
}

/** Sorted, as clients search in it by halves. */
function writeLookup(lookups: Lookup[]): Buffer {
  const entryBytes = 8 + 4 * (lookups[0]?.places.length ?? 0);
  const bytes = Buffer.alloc(lookups.length * entryBytes);
  for (const [at, { short, places }] of lookups.sort(byShort).entries()) {
    bytes.writeBigUInt64LE(short, at * entryBytes);
    for (const [index, place] of places.entries()) bytes.writeUInt32LE(place, at * entryBytes + 8 + index * 4);
  }
  return bytes;
}

function byShort(one: Lookup, other: Lookup): number {
  if (one.short === other.short) return 0;
  return one.short < other.short ? -1 : 1;
}
