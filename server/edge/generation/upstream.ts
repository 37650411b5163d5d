import { Agent, errors, request } from "undici";
import { DomainError } from "@/server/kernel";

const HEADERS_TIMEOUT_MS = 600_000;
/** Runtimes send a comment every ten seconds while they think. */
const BODY_TIMEOUT_MS = 120_000;

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
  readonly body: AsyncIterable<Buffer> & { json(): Promise<unknown>; dump(): Promise<void> };
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
    return { status: statusCode, body: answer };
  } catch (error) {
    signal.throwIfAborted();
    throw upstreamFailure(error);
  }
}

/** What broke between us and a runtime, in words for its caller. */
export function upstreamFailure(cause: unknown): DomainError {
  if (cause instanceof DomainError) return cause;
  if (cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError) {
    return new DomainError("unavailable", "The model did not answer in time", { reason: "upstream_timeout", cause });
  }
  return new DomainError("unavailable", "The runtime of this model broke off; its log has the reason", {
    reason: "upstream_error",
    cause,
  });
}
