/** Bytes that can be read from anywhere. */
export interface Source {
  readonly size: number;
  /** At most `length` bytes from `start` on; fewer at the end. */
  read(start: number, length: number): Buffer;
  /** There is more behind these bytes that nobody can read. */
  readonly isCut?: boolean;
}

export const bufferSource = (bytes: Buffer): Source => ({
  size: bytes.byteLength,
  read: (start, length) => bytes.subarray(start, start + length),
});

/** A part of a source, as long as it is really there. */
export function partOf(source: Source, start: number, length: number): Source {
  const size = Math.max(0, Math.min(length, source.size - start));
  return {
    size,
    read: (from, wanted) => source.read(start + from, Math.max(0, Math.min(wanted, size - from))),
  };
}

const BLOCK = 256 * 1_024;
const KEPT = 8;

/** Reads in blocks and keeps the last few of them: `fetch` gets aligned positions and gives exactly what it is asked for. */
export function blockSource(size: number, fetch: (start: number, length: number) => Buffer): Source {
  const blocks = new Map<number, Buffer>();
  const blockAt = (index: number): Buffer => {
    const known = blocks.get(index);
    if (known) return known;
    const start = index * BLOCK;
    const block = fetch(start, Math.min(BLOCK, size - start));
    blocks.set(index, block);
    const [oldest] = blocks.keys();
    if (blocks.size > KEPT && oldest !== undefined) blocks.delete(oldest);
    return block;
  };
  return {
    size,
    read(start, length) {
      const end = Math.min(size, start + length);
      if (start >= end) return Buffer.alloc(0);
      const parts: Buffer[] = [];
      for (let at = start; at < end; ) {
        const index = Math.floor(at / BLOCK);
        const part = blockAt(index).subarray(at - index * BLOCK, end - index * BLOCK);
        parts.push(part);
        at += part.byteLength;
      }
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
  };
}
