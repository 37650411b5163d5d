import { badXorb } from "./bad-bytes";
import { CHUNK_HEADER_BYTES, MAX_CHUNK_BYTES, readChunkHeader, SCHEME } from "./packed-chunk";

const BATCH_BYTES = 1024 * 1024;
const FOOTER = "XETBLOB";
const MAX_FOOTER_BYTES = 1024 * 1024;

/** Packed chunks, never a part of one, in a buffer of their own. */
export interface ChunkBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Nothing is packed: the bytes of each chunk stand behind its header. */
  readonly isRaw: boolean;
}

/**
 * Cuts a xorb, or a part of one, between chunks as it arrives; the footer of older clients is left out. Throws
 * `invalid` (`bad_xorb`) for anything else than whole chunks.
 */
export async function* wholeChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<ChunkBatch> {
  const held = { parts: [] as Uint8Array[], bytes: 0, isFooter: false };
  for await (const part of body) {
    held.parts.push(part);
    held.bytes += part.byteLength;
    if (held.isFooter && held.bytes > MAX_FOOTER_BYTES) throw badXorb("A xorb has bytes behind its last chunk");
    if (held.isFooter || held.bytes < BATCH_BYTES) continue;
    const batch = takeChunks(held);
    if (batch) yield batch;
  }
  const last = held.isFooter ? null : takeChunks(held);
  if (last) yield last;
  if (held.bytes > 0 && !held.isFooter) throw badXorb("A xorb ends in the middle of a chunk");
}

interface Held {
  parts: Uint8Array[];
  bytes: number;
  isFooter: boolean;
}

/** Takes the whole chunks from what is held; `null` when there is not even one. */
function takeChunks(held: Held): ChunkBatch | null {
  const { batch, rest, isFooter } = cutChunks(Buffer.concat(held.parts, held.bytes));
  Object.assign(held, { parts: [rest], bytes: rest.byteLength, isFooter });
  return batch;
}

function cutChunks(bytes: Buffer) {
  let at = 0;
  let isRaw = true;
  while (at + CHUNK_HEADER_BYTES <= bytes.byteLength) {
    if (isFooterAt(bytes, at)) break;
    const { packed, scheme } = readChunkHeader(bytes, at);
    const end = at + CHUNK_HEADER_BYTES + packed;
    if (end > bytes.byteLength) break;
    if (scheme !== SCHEME.raw) isRaw = false;
    at = end;
  }
  const batch: ChunkBatch | null = at === 0 ? null : { bytes: new Uint8Array(bytes.subarray(0, at)), isRaw };
  return { batch, rest: bytes.subarray(at), isFooter: isFooterAt(bytes, at) };
}

const isFooterAt = (bytes: Buffer, at: number) => bytes.toString("latin1", at, at + FOOTER.length) === FOOTER;

/** The bytes of chunks that are not packed, without a copy. */
export function* rawChunks({ bytes }: ChunkBatch): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; ) {
    const length = Math.min(readChunkHeader(bytes, at).packed, MAX_CHUNK_BYTES);
    yield bytes.subarray(at + CHUNK_HEADER_BYTES, at + CHUNK_HEADER_BYTES + length);
    at += CHUNK_HEADER_BYTES + length;
  }
}
