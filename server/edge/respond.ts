import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DomainError } from "@/server/kernel";
import type { Exchange } from "./exchange";

/** Finer words of the front door for `DomainError.reason`. */
type EdgeReason =
  | "address_too_long"
  | "bad_item"
  | "malformed_address"
  | "provider_closed"
  | "provider_paused"
  | "rate_limited"
  | "smart_only"
  | "unknown_url"
  | "upstream_busy"
  | "upstream_error"
  | "upstream_timeout"
  | "wrong_oid";

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly edge: EdgeReason;
  }
}

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
    const source = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
    await pipeline(source, response, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Whether an error can still be told; a bug is reported all the same. An answer that has begun, or that nobody waits for,
 * is cut off: only a broken connection tells then that something went wrong.
 */
export function canTell({ ctx, response, signal }: Exchange, error: unknown): boolean {
  if (!(error instanceof DomainError) && !signal.aborted) ctx.report(error);
  if (!signal.aborted && !response.headersSent) return true;
  response.destroy();
  return false;
}

/** When the same request may go through, where the error says so. */
export function retryAfter(error: unknown): Readonly<Record<string, string>> {
  const seconds = error instanceof DomainError ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === "number" ? { "retry-after": String(seconds) } : {};
}

/** The connection ends with the answer, whatever the client still wants to send. */
export function endAfterAnswer({ request, response }: Exchange): void {
  if (!response.headersSent) response.setHeader("connection", "close");
  response.once("finish", () => request.destroy());
}

/** Enough for every client that sends its whole body before it looks at the answer. */
const DRAINED_BYTES = 64 * 1_024 * 1_024;
const DRAINED_MS = 15_000;

/**
 * Reads and drops what is left of a request body, so that the client gets to read the answer. After `limit` bytes, or a
 * while, the answer goes out all the same and the connection ends with it: who still sends may then miss it.
 */
export async function drain(exchange: Exchange, limit = DRAINED_BYTES): Promise<void> {
  const { request } = exchange;
  if (request.readableEnded || request.destroyed) return;
  const { promise: isRead, resolve } = Promise.withResolvers<void>();
  const giveUp = () => {
    endAfterAnswer(exchange);
    resolve();
  };
  const late = setTimeout(giveUp, DRAINED_MS);
  let seen = 0;
  request.on("data", (chunk: Buffer) => {
    seen += chunk.byteLength;
    if (seen > limit) giveUp();
  });
  request.once("end", resolve).once("close", resolve);
  await isRead;
  clearTimeout(late);
}
