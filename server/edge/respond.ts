import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Exchange } from "./exchange";

type Headers = Readonly<Record<string, string | number>>;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Headers;
}

/** A small answer, whole. */
export function respondJson({ request, response }: Exchange, { status, body, headers = {} }: Answer) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : text);
}

/** A streamed answer with back-pressure; what is upstream ends when the client goes. */
export async function respondStream({ response, signal }: Exchange, body: AsyncIterable<Uint8Array | string>) {
  response.flushHeaders();
  try {
    await pipeline(Readable.from(body, { objectMode: false }), response, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Reads and drops what is left of a request body, at most `limit` bytes, so that the client can read the answer. */
export async function drain({ request }: Exchange, limit = 1 << 20): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  let seen = 0;
  request.on("data", (chunk: Buffer) => {
    seen += chunk.byteLength;
    if (seen > limit) request.destroy();
  });
  await Promise.race([once(request, "end"), once(request, "close")]);
}
