import { createChunker, finalize, nextBlock } from "@huggingface/xetchunk-wasm";
import { compressFrameSync } from "lz4-napi";
import { splitPlanes } from "./byte-planes";
import { writeRecord } from "./chunk-table";
import { CHUNK_HEADER_BYTES, SCHEME, writeChunkHeader } from "./packed-chunk";

interface Window {
  /** The next bytes of a file, from the beginning of a chunk. */
  readonly bytes: Uint8Array;
  /** Whether the file ends with them. */
  readonly isLast: boolean;
}

const PROBE_BYTES = 16_384;

/**
 * Cuts bytes where their content says so and packs each chunk as it is smallest (hub-protocols §4.3, §4.5). What is
 * behind the last whole chunk is not consumed: it begins the next window.
 */
export function packChunks({ bytes, isLast }: Window) {
  const chunker = createChunker();
  const chunks = nextBlock(chunker, bytes);
  const last = isLast ? finalize(chunker) : null;
  if (last) chunks.push(last);
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let [consumed, packedEnd] = [0, 0];
  for (const { hash, length } of chunks) {
    const { scheme, payload } = smallest(bytes.subarray(consumed, consumed + length));
    parts.push(writeChunkHeader({ scheme, packed: payload.byteLength, unpacked: length }), payload);
    consumed += length;
    packedEnd += CHUNK_HEADER_BYTES + payload.byteLength;
    records.push(writeRecord({ hash, packedEnd, unpackedEnd: consumed }));
  }
  return { bytes: own(Buffer.concat(parts)), records: own(Buffer.concat(records)), consumed };
}

/** A sample tells whether packing is worth its time, and whether the bytes are floats. */
function smallest(chunk: Uint8Array): { readonly scheme: number; readonly payload: Buffer } {
  const raw = bufferOf(chunk);
  const probe = raw.subarray(0, PROBE_BYTES);
  const [plain, planes] = [
    compressFrameSync(probe).byteLength,
    compressFrameSync(bufferOf(splitPlanes(probe))).byteLength,
  ];
  if (Math.min(plain, planes) > probe.byteLength * 0.95) return { scheme: SCHEME.raw, payload: raw };
  const isPlanes = planes < plain;
  const payload = compressFrameSync(isPlanes ? bufferOf(splitPlanes(raw)) : raw);
  if (payload.byteLength >= raw.byteLength) return { scheme: SCHEME.raw, payload: raw };
  return { scheme: isPlanes ? SCHEME.planesAndLz4 : SCHEME.lz4, payload };
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** In an array buffer of its own, so that it can change threads without a copy. */
const own = (bytes: Buffer): Uint8Array => new Uint8Array(bytes);
