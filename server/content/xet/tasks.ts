import { type Aggregate, addChunk, rootOf } from "./aggregate";
import { badXorb } from "./bad-bytes";
import { RECORD_BYTES, writeRecord } from "./chunk-table";
import { writeDedupShard } from "./dedup-shard";
import { HASH_BYTES } from "./hash";
import { chunkHash, fileHash, rangeHash } from "./keyed-hash";
import { packChunks } from "./pack-chunks";
import { CHUNK_HEADER_BYTES, readChunkHeader, unpackChunk } from "./packed-chunk";

interface Batch {
  /** Whole packed chunks, one after the other. */
  readonly bytes: Uint8Array;
}

/** Records of the chunks in a batch, counted from its beginning, and the batch itself. */
function checkChunks({ bytes }: Batch) {
  const records: Buffer[] = [];
  let unpackedEnd = 0;
  for (let at = 0; at < bytes.byteLength; ) {
    const header = readChunkHeader(bytes, at);
    const packedEnd = at + CHUNK_HEADER_BYTES + header.packed;
    if (packedEnd > bytes.byteLength) throw badXorb("A chunk ends early");
    const chunk = unpackChunk(bytes.subarray(at + CHUNK_HEADER_BYTES, packedEnd), header);
    unpackedEnd += header.unpacked;
    records.push(writeRecord({ hash: chunkHash(chunk), packedEnd, unpackedEnd }));
    at = packedEnd;
  }
  return { records: joined(records), bytes };
}

/** The bytes of the chunks in a batch. */
function unpackChunks({ bytes }: Batch) {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const header = readChunkHeader(bytes, at);
    const end = at + CHUNK_HEADER_BYTES + header.packed;
    if (end > bytes.byteLength) throw badXorb("A chunk ends early");
    chunks.push(unpackChunk(bytes.subarray(at + CHUNK_HEADER_BYTES, end), header));
    at = end;
  }
  return { bytes: joined(chunks) };
}

interface Fold {
  readonly levels: Aggregate;
  /** Records of the chunks of each term; `unpackedStart`: where its first chunk begins in its xorb. */
  readonly terms: readonly { readonly records: Uint8Array; readonly unpackedStart: number }[];
}

/** Takes the chunks of terms into the tree of a file or a xorb; the proof of possession that each term needs. */
function foldTerms({ levels, terms }: Fold) {
  const proofs = terms.map(({ records, unpackedStart }) => {
    const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
    const hashes = Buffer.alloc((records.byteLength / RECORD_BYTES) * HASH_BYTES);
    let start = unpackedStart;
    for (let at = 0, to = 0; at < records.byteLength; at += RECORD_BYTES, to += HASH_BYTES) {
      const hash = records.slice(at, at + HASH_BYTES);
      const end = view.getUint32(at + HASH_BYTES + 4, true);
      hashes.set(hash, to);
      addChunk(levels, { hash, length: end - start });
      start = end;
    }
    return rangeHash(hashes);
  });
  return { levels, proofs: proofs.map((proof) => Uint8Array.from(proof)) };
}

interface Folded {
  readonly levels: Aggregate;
}

/** Hash of a xorb. */
const rootHash = ({ levels }: Folded) => Uint8Array.from(rootOf(levels));

/** Hash of a file. */
const wholeHash = ({ levels }: Folded) => Uint8Array.from(fileHash(rootOf(levels)));

/** In an array buffer of its own, so that it can change threads without a copy. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** What threads do; each is a pure function of what it is given. */
export const TASKS = {
  checkChunks,
  unpackChunks,
  foldTerms,
  rootHash,
  wholeHash,
  packChunks,
  writeDedupShard,
} as const;
export type Tasks = typeof TASKS;
