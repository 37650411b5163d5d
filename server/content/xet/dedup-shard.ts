import { RECORD_BYTES, readChunkTable } from "./chunk-table";
import { HASH_BYTES, hashBytes, isLandmark } from "./hash";
import { hiddenHash } from "./keyed-hash";
import { FOOTER_BYTES, LANDMARK_FLAG, SHARD_RECORD_BYTES, SHARD_TAG, SHARD_VERSION } from "./shard-format";

interface Answer {
  readonly xorb: string;
  /** The whole table of the xorb. */
  readonly records: Uint8Array;
  readonly packedBytes: number;
  /** 32 bytes, not all zero. */
  readonly key: Uint8Array;
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly expiresAt: number;
}

/** A shard that tells which chunks a xorb has, to those only who have the chunks themselves (hub-protocols §4.10). */
export function writeDedupShard({ xorb, records, packedBytes, key, madeAt, expiresAt }: Answer): Uint8Array {
  const table = readChunkTable(records);
  const header = Buffer.alloc(SHARD_RECORD_BYTES);
  header.set(SHARD_TAG);
  header.writeBigUInt64LE(SHARD_VERSION, HASH_BYTES);
  header.writeBigUInt64LE(BigInt(FOOTER_BYTES), HASH_BYTES + 8);
  const bookend = Buffer.alloc(SHARD_RECORD_BYTES);
  bookend.fill(0xff, 0, HASH_BYTES);

  const named = Buffer.alloc(SHARD_RECORD_BYTES);
  named.set(hashBytes(xorb));
  named.writeUInt32LE(table.count, HASH_BYTES + 4);
  named.writeUInt32LE(table.unpackedStart(table.count), HASH_BYTES + 8);
  named.writeUInt32LE(packedBytes, HASH_BYTES + 12);
  const chunks: Buffer[] = [];
  const found: { readonly short: bigint; readonly index: number }[] = [];
  for (let index = 0; index < records.byteLength / RECORD_BYTES; index += 1) {
    const hidden = hiddenHash(Buffer.from(key), table.hash(index));
    const start = table.unpackedStart(index);
    const chunk = Buffer.alloc(SHARD_RECORD_BYTES);
    chunk.set(hidden);
    chunk.writeUInt32LE(start, HASH_BYTES);
    chunk.writeUInt32LE(table.unpackedStart(index + 1) - start, HASH_BYTES + 4);
    if (isLandmark(table.hash(index))) chunk.writeUInt32LE(LANDMARK_FLAG, HASH_BYTES + 8);
    chunks.push(chunk);
    found.push({ short: hidden.readBigUInt64LE(0), index });
  }

  const xorbLookup = Buffer.alloc(12);
  xorbLookup.writeBigUInt64LE(named.readBigUInt64LE(0), 0);
  const chunkLookup = Buffer.alloc(found.length * 16);
  for (const [at, { short, index }] of found.sort(byShort).entries()) {
    chunkLookup.writeBigUInt64LE(short, at * 16);
    chunkLookup.writeUInt32LE(index, at * 16 + 12);
  }

  const xorbStart = 2 * SHARD_RECORD_BYTES;
  const lookupStart = xorbStart + (2 + chunks.length) * SHARD_RECORD_BYTES;
  const chunkLookupStart = lookupStart + xorbLookup.byteLength;
  const footerStart = chunkLookupStart + chunkLookup.byteLength;
  const footer = Buffer.alloc(FOOTER_BYTES);
  const words = [1, SHARD_RECORD_BYTES, xorbStart, lookupStart, 0, lookupStart, 1, chunkLookupStart, chunks.length];
  for (const [at, word] of words.entries()) footer.writeBigUInt64LE(BigInt(word), at * 8);
  footer.set(key, 72);
  footer.writeBigUInt64LE(BigInt(madeAt), 104);
  footer.writeBigUInt64LE(BigInt(expiresAt), 112);
  const unpacked = table.unpackedStart(table.count);
  for (const [at, word] of [packedBytes, unpacked, unpacked, footerStart].entries()) {
    footer.writeBigUInt64LE(BigInt(word), 168 + at * 8);
  }
  return new Uint8Array(Buffer.concat([header, bookend, named, ...chunks, bookend, xorbLookup, chunkLookup, footer]));
}

function byShort(one: { readonly short: bigint }, other: { readonly short: bigint }): number {
  if (one.short === other.short) return 0;
  return one.short < other.short ? -1 : 1;
}
