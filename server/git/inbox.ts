export interface Inbox {
  readonly length: number;
  push(chunk: Buffer): void;
  /** Without its end; `null` when the line has not arrived. */
  peekLine(): Buffer | null;
  /** As many bytes as have arrived. */
  take(bytes: number): Buffer;
}

/** Bytes that arrived and were not read; joined only when somebody needs more than the first chunk. */
export function createInbox(): Inbox {
  let chunks: Buffer[] = [];
  let length = 0;
  const join = () => {
    const joined = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [joined];
    return joined;
  };
  return {
    get length() {
      return length;
    },
    push(chunk: Buffer) {
      chunks.push(chunk);
      length += chunk.byteLength;
    },
    peekLine(): Buffer | null {
      const first = chunks[0];
      if (!first) return null;
      const at = first.indexOf(10);
      if (at >= 0) return first.subarray(0, at);
      const joined = join();
      const end = joined.indexOf(10);
      return end < 0 ? null : joined.subarray(0, end);
    },
    take(bytes: number): Buffer {
      const joined = join();
      const rest = joined.subarray(bytes);
      chunks = rest.byteLength > 0 ? [rest] : [];
      length -= bytes;
      return joined.subarray(0, bytes);
    },
  };
}
