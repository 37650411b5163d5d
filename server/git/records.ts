/** Longest record that is kept whole, unless told; the rest of a longer one is dropped. */
const MAX_RECORD_BYTES = 256 * 1_024;

interface Shape {
  /** What ends a record; NUL unless told. */
  readonly end?: "\0" | "\n";
  readonly maxBytes?: number;
}

/** Records as text, one at a time, however the bytes were cut. */
export async function* splitRecords(bytes: AsyncIterable<Buffer>, shape?: Shape): AsyncGenerator<string> {
  for await (const records of recordsAtOnce(bytes, shape)) yield* records;
}

/** The same, as many at once as have arrived: of many thousands, several times faster than one at a time. */
export async function* recordsAtOnce(
  bytes: AsyncIterable<Buffer>,
  { end = "\0", maxBytes = MAX_RECORD_BYTES }: Shape = {},
): AsyncGenerator<readonly string[]> {
  const mark = end.charCodeAt(0);
  let open: Buffer[] = [];
  let length = 0;
  const keep = (piece: Buffer) => {
    if (length < maxBytes) open.push(piece.subarray(0, maxBytes - length));
    length += piece.byteLength;
  };
  const close = (last: Buffer) => {
    if (length === 0 && last.byteLength <= maxBytes) return last.toString("utf8");
    keep(last);
    const text = Buffer.concat(open).toString("utf8");
    open = [];
    length = 0;
    return text;
  };
  for await (const chunk of bytes) {
    const records: string[] = [];
    let start = 0;
    for (let at = chunk.indexOf(mark); at >= 0; at = chunk.indexOf(mark, start)) {
      records.push(close(chunk.subarray(start, at)));
      start = at + 1;
    }
    if (start < chunk.byteLength) keep(chunk.subarray(start));
    yield records;
  }
  if (length > 0) yield [close(Buffer.alloc(0))];
}
