/** Longest record that is kept whole; the rest of a longer one is dropped. */
const MAX_RECORD_BYTES = 256 * 1_024;

/** NUL-terminated records as text, one at a time, however the bytes were cut. */
export async function* splitRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let open: Buffer[] = [];
  let length = 0;
  const keep = (piece: Buffer) => {
    if (length < MAX_RECORD_BYTES) open.push(piece.subarray(0, MAX_RECORD_BYTES - length));
    length += piece.byteLength;
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      keep(chunk.subarray(start, end));
      yield Buffer.concat(open).toString("utf8");
      open = [];
      length = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield Buffer.concat(open).toString("utf8");
}
