import { TOO_SLOW } from "@/server/api/rest/in-time";
import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { canTell, drain, endAfterAnswer, respondJson, retryAfter } from "../respond";

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  quota_exceeded: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const REFINED: ReadonlyMap<Reason | undefined, number> = new Map<Reason, number>([
  ["disk_full", 507],
  // A client that is told 429 tries again for minutes.
  ["storage_quota", 403],
  ["range_not_satisfiable", 416],
  ["threads_busy", 429],
  ["unsupported_media_type", 415],
]);

interface Told {
  readonly status: number;
  readonly message: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
}

/** Pure: status and text of an error; of a bug, nothing but that it happened. */
export function explain(error: unknown): Told {
  if (!(error instanceof DomainError))
    return { status: 500, message: "Something is broken on our side", retryable: true };
  const status = REFINED.get(error.reason) ?? STATUS[error.code];
  return { status, message: error.message, retryable: status === 429 || status >= 500 };
}

/** Tells an error as JSON; a client that still sends gets to read it. */
export async function tell(exchange: Exchange, error: unknown): Promise<void> {
  if (!canTell(exchange, error)) return;
  if (error instanceof DomainError && error.reason === TOO_SLOW) endAfterAnswer(exchange);
  else await drain(exchange);
  const { status, message } = explain(error);
  const size = error instanceof DomainError ? error.details.size : undefined;
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="Xet"';
  if (status === 416 && typeof size === "number") headers["content-range"] = `bytes */${size}`;
  if (status === 429 || status === 503) headers["retry-after"] = "5";
  respondJson(exchange, { status, body: { error: message }, headers: { ...headers, ...retryAfter(error) } });
}
