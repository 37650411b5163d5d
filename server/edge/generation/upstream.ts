import { Agent, type Dispatcher, request } from "undici";
import type { ReadEvent, Target } from "@/server/gateway";
import { DomainError } from "@/server/kernel";

const HEADERS_TIMEOUT_MS = 600_000;
/** Runtimes send a comment every ten seconds while they think. */
const BODY_TIMEOUT_MS = 120_000;

/** For what comes behind the last event; a connection that needs longer is closed. */
const REST_MS = 1_000;

/** Connections to runtimes, kept open between calls. */
export const createUpstreams = () =>
  new Agent({
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: BODY_TIMEOUT_MS,
    connect: { timeout: 5_000 },
    connections: 256,
  });
export type Upstreams = ReturnType<typeof createUpstreams>;

interface Sent {
  /** Such as `http://127.0.0.1:40123`. */
  readonly address: string;
  readonly path: string;
  readonly id: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array> & { json(): Promise<unknown> };
  /** Reads the events of this answer. */
  readonly readEvent: ReadEvent;
}

/** Sends a call to a runtime. Throws `unavailable` (`upstream_error`) when nobody answers there. */
export async function callRuntime(upstreams: Upstreams, { address, path, id, body, signal }: Sent): Promise<Answer> {
  try {
    const { statusCode, body: answer } = await request(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-request-id": id },
      body: JSON.stringify(body),
      signal,
      dispatcher: upstreams,
    });
    return { status: statusCode, body: bodyOf(answer), readEvent };
  } catch (error) {
    signal.throwIfAborted();
    throw upstreamFailure(error, "deployment");
  }
}

type Body = Dispatcher.ResponseData["body"];

const bodyOf = (answer: Body): Answer["body"] => ({
  [Symbol.asyncIterator]: () => bytesOf(answer),
  json: () => answer.json(),
});

/** Where its reader stops before the end, the rest is thrown away: the connection serves the next call then. */
async function* bytesOf(answer: Body): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.iterator({ destroyOnReturn: false });
  } finally {
    const late = setTimeout(() => answer.destroy(), REST_MS);
    void answer.dump({ limit: Number.MAX_SAFE_INTEGER }).finally(() => clearTimeout(late));
  }
}

const readEvent: ReadEvent = (data) => (data === "[DONE]" ? "end" : [JSON.parse(data)]);

const BROKE_OFF: Readonly<Record<Target["kind"], string>> = {
  deployment: "The runtime of this model broke off; its log has the reason",
  provider: "The provider of this model could not serve it; try again in a moment",
};

/** What broke between us and whoever serves a model, in words for its caller. */
export function upstreamFailure(cause: unknown, kind: Target["kind"]): DomainError {
  if (cause instanceof DomainError) return cause;
  if (isLate(cause)) {
    return new DomainError("unavailable", "The model did not answer in time", { reason: "upstream_timeout", cause });
  }
  return new DomainError("unavailable", BROKE_OFF[kind], { reason: "upstream_error", cause });
}

const LATE = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** An answer that did not come within its time; `fetch` tells the reason as the cause of its own error. */
function isLate(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "TimeoutError" || LATE.has(Object(error).code) || isLate(error.cause);
}
