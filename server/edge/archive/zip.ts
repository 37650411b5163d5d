import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ZipEntry {
  /** Inside the archive, with `/` between folders. */
  readonly path: string;
  /** Bytes that `open` gives, exactly. */
  readonly size: number;
  /** Unix mode, with the type of file. */
  readonly mode: number;
  readonly changedAt: Date;
  /** What is packed already is only stored. */
  readonly isPacked: boolean;
  /** Called when it is this entry's turn. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

/** A zip archive as a stream: one entry is open at a time, and only while somebody reads. */
export async function* zipOf(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = Readable.from(zip.outputStream);
  const open = new Set<Readable>();
  zip.on("error", (error) => output.destroy(error));
  for (const entry of entries) {
    const { path, size, mode, changedAt: mtime, isPacked } = entry;
    zip.addReadStreamLazy(path, { size, mode, mtime, compress: !isPacked }, (ready) => {
      const body = Readable.from(bytesOf(entry), { objectMode: false });
      open.add(body);
      body.on("error", (error) => output.destroy(error));
      body.on("close", () => open.delete(body));
      ready(null, body);
    });
  }
  zip.end();
  try {
    yield* output;
  } finally {
    for (const body of open) body.destroy();
  }
}

async function* bytesOf({ open }: ZipEntry): AsyncGenerator<Uint8Array> {
  yield* await open();
}
