import { pipeline, Readable } from "node:stream";
import { createGzip } from "node:zlib";

export interface TarEntry {
  /** Inside the archive, with `/` between folders. */
  readonly path: string;
  /** Bytes that `open` gives, exactly; a link has none. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Where a symbolic link points; `null` for a file. */
  readonly link: (() => Promise<string>) | null;
  readonly changedAt: Date;
  /** Called when it is this entry's turn. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

const BLOCK = 512;
/** What is large is mostly weights, which nothing makes smaller. */
const FAST = 1;

/** A gzipped tar archive (POSIX.1-2001, pax) as a stream: one entry is open at a time, while somebody reads. */
export async function* tarGzipOf(entries: Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: FAST });
  // An error of either side ends both; the reader of `gzip` hears of it.
  pipeline(Readable.from(tarOf(entries), { objectMode: false }), gzip, () => undefined);
  yield* gzip;
}

async function* tarOf(entries: Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    const link = entry.link ? await entry.link() : null;
    yield* headersOf(entry, link);
    if (link === null) yield* contentOf(entry);
  }
  yield Buffer.alloc(2 * BLOCK);
}

async function* contentOf({ path, size, open }: TarEntry): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of await open()) {
    sent += chunk.byteLength;
    yield chunk;
  }
  if (sent !== size) throw new Error(`${path} has ${sent} bytes and not ${size}`);
  yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

const PLAIN_PATH = /^[\x20-\x7e]{1,100}$/;
const MAX_PLAIN_SIZE = 8 ** 11 - 1;

/** What the old header cannot say stands in a pax header before it. */
function* headersOf(entry: TarEntry, link: string | null): Generator<Uint8Array> {
  const { path, isExecutable, changedAt } = entry;
  const size = link === null ? entry.size : 0;
  const records = [
    ...(PLAIN_PATH.test(path) ? [] : [paxRecord("path", path)]),
    ...(link === null || PLAIN_PATH.test(link) ? [] : [paxRecord("linkpath", link)]),
    ...(size > MAX_PLAIN_SIZE ? [paxRecord("size", String(size))] : []),
  ];
  if (records.length > 0) {
    const pax = Buffer.concat(records);
    yield header({ path: "pax", size: pax.byteLength, mode: 0o644, type: "x", link: "", changedAt });
    yield pax;
    yield Buffer.alloc((BLOCK - (pax.byteLength % BLOCK)) % BLOCK);
  }
  const mode = isExecutable || link !== null ? 0o755 : 0o644;
  yield header({
    path,
    size: Math.min(size, MAX_PLAIN_SIZE),
    mode,
    type: link === null ? "0" : "2",
    link: link ?? "",
    changedAt,
  });
}

/** `<length of all this> SP <key>=<value> LF` */
function paxRecord(key: string, value: string): Buffer {
  const body = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(body);
  const digits = String(bytes + String(bytes).length).length;
  return Buffer.from(`${bytes + digits}${body}`);
}

interface Header {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
  readonly type: "0" | "2" | "x";
  readonly link: string;
  readonly changedAt: Date;
}

function header({ path, size, mode, type, link, changedAt }: Header): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  block.write(path, 0, 100, "utf8");
  block.write(octal(mode, 8), 100, "latin1");
  block.write(octal(0, 8), 108, "latin1");
  block.write(octal(0, 8), 116, "latin1");
  block.write(octal(size, 12), 124, "latin1");
  block.write(octal(Math.max(0, Math.floor(changedAt.getTime() / 1_000)), 12), 136, "latin1");
  block.fill(" ", 148, 156, "latin1");
  block.write(type, 156, "latin1");
  block.write(link, 157, 100, "utf8");
  block.write("ustar\u000000", 257, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
