import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { rangeOf, type WantedRange } from "./byte-range";
import { type Exchange, headerOf } from "./exchange";
import { placeOf } from "./file-redirect";
import { sendBytes } from "./send-bytes";

type Bytes = AsyncIterable<Uint8Array> | Readable;

interface SentFile {
  readonly size: number;
  /** Names the content; without quotes. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string | number>>;
  /** A stream over a file of this machine says that the file is the whole content, whatever part the stream reads. */
  readonly open: (range: WantedRange | undefined) => Promise<Bytes>;
}

/** A file or a part of it, or the word that the client has it already (RFC 9110 §13, §14). */
export async function sendFile(exchange: Exchange, { size, etag, headers: given, open }: SentFile): Promise<void> {
  const { request, response, method } = exchange;
  const headers = { ...given, etag: `"${etag}"`, "accept-ranges": "bytes" };
  if (matches(headerOf(request, "if-none-match"), etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (method === "HEAD") {
    response.writeHead(200, { ...headers, "content-length": size }).end();
    return;
  }
  const ifRange = headerOf(request, "if-range");
  const asked = ifRange === undefined || ifRange === headers.etag ? headerOf(request, "range") : undefined;
  if (size === 0) {
    response.writeHead(200, { ...headers, "content-length": 0, ...(asked && { "content-range": "bytes */0" }) }).end();
    return;
  }
  const range = rangeOf(asked, size);
  if (range === "unsatisfiable") {
    response.writeHead(416, { ...headers, "content-length": 0, "content-range": `bytes */${size}` }).end();
    return;
  }
  const body = await open(range ?? undefined);
  const place = isShown(headers) ? null : placeOf(exchange, body);
  if (place !== null) return sendPlace(exchange, { place, body, headers });
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  const part = range && { "content-range": `bytes ${start}-${end}/${size}` };
  response.writeHead(range ? 206 : 200, { ...headers, ...part, "content-length": length });
  await sendBytes(exchange, body, { start, length });
}

/** What a browser may show is sent from here, under the headers that keep it harmless. */
const isShown = (headers: SentFile["headers"]): boolean => headers["content-type"] !== "application/octet-stream";

interface Place {
  readonly place: string;
  readonly body: Bytes;
  readonly headers: SentFile["headers"];
}

/** The proxy in front sends the file itself, the part that was asked for as well. */
async function sendPlace({ response, signal }: Exchange, { place, body, headers }: Place): Promise<void> {
  if (body instanceof Readable) body.destroy();
  const { "accept-ranges": _, ...kept } = headers; // the proxy says this itself
  response.writeHead(200, { ...kept, "x-accel-redirect": place, "content-length": 0 }).end();
  await finished(response, { signal }).catch(() => {}); // who is gone needs nothing more
}

const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? "").split(",").some((part) => ["*", `"${etag}"`].includes(part.trim().replace(/^W\//, "")));

/** `Content-Disposition` with a name that may hold anything (RFC 6266). */
export function dispositionOf(path: string, isDownload: boolean): string {
  const name = path.split("/").at(-1) ?? "file";
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `${isDownload ? "attachment" : "inline"}; filename*=UTF-8''${encoded}; filename="${plain}";`;
}
