import { rangeOf, type WantedRange } from "./byte-range";
import { type Exchange, headerOf } from "./exchange";
import { respondStream } from "./respond";

interface SentFile {
  readonly size: number;
  /** Names the content; without quotes. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly open: (range: WantedRange | undefined) => Promise<AsyncIterable<Uint8Array>>;
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
  if (range) {
    const length = range.end - range.start + 1;
    const contentRange = `bytes ${range.start}-${range.end}/${size}`;
    response.writeHead(206, { ...headers, "content-length": length, "content-range": contentRange });
  } else {
    response.writeHead(200, { ...headers, "content-length": size });
  }
  await respondStream(exchange, body);
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
