import { retryHeaders } from "@/server/edge/generation/retry-after";
import type { ErrorAnswer, ErrorWords } from "@/server/edge/generation/surface";
import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";

interface Told {
  readonly status: number;
  readonly type: string;
  /** Seconds after which a client may try again. */
  readonly retryAfter?: number;
}

const TOLD = {
  invalid: { status: 400, type: "invalid_request_error" },
  unauthenticated: { status: 401, type: "authentication_error" },
  forbidden: { status: 403, type: "permission_error" },
  not_found: { status: 404, type: "not_found_error" },
  conflict: { status: 409, type: "invalid_request_error" },
  stale: { status: 412, type: "invalid_request_error" },
  too_large: { status: 413, type: "request_too_large" },
  quota_exceeded: { status: 402, type: "billing_error" },
  unavailable: { status: 529, type: "overloaded_error", retryAfter: 5 },
} as const satisfies Record<ErrorCode, Told>;

/** Where the protocol has a finer word than the nine codes. */
const TOLD_OF_REASON: ReadonlyMap<Reason | undefined, Told> = new Map<Reason, Told>([
  ["method_not_allowed", { status: 405, type: "invalid_request_error" }],
  ["unsupported_media_type", { status: 415, type: "invalid_request_error" }],
  ["body_too_slow", { status: 408, type: "invalid_request_error" }],
  ["budget_out_of_reach", { status: 529, type: "overloaded_error", retryAfter: 1 }],
  ["provider_paused", { status: 529, type: "overloaded_error", retryAfter: 30 }],
  ["rate_limit_exceeded", { status: 429, type: "rate_limit_error" }],
  ["upstream_error", { status: 502, type: "api_error", retryAfter: 1 }],
  ["upstream_timeout", { status: 504, type: "timeout_error" }],
]);

const BUG: Told = { status: 500, type: "api_error" };

/** Errors in Anthropic's shape. */
export const errorWords: ErrorWords = {
  errorAnswer(error, requestId) {
    if (!(error instanceof DomainError))
      return answerOf(BUG, `Something broke on our side (request ${requestId})`, requestId);
    const told = TOLD_OF_REASON.get(error.reason) ?? TOLD[error.code];
    const answer = answerOf(told, told.status === 401 ? keyMessage(error) : error.message, requestId);
    return { ...answer, headers: { ...answer.headers, ...retryHeaders(error) } };
  },
  refusalAnswer: (status, { error }, requestId) => answerOf(refusedWith(status), messageIn(error), requestId),
};

function refusedWith(status: number): Told {
  if (status >= 500) return TOLD.unavailable;
  return Object.values<Told>(TOLD).find((one) => one.status === status) ?? { status, type: "invalid_request_error" };
}

function messageIn(error: unknown): string {
  const { message } = Object(error);
  return typeof message === "string" ? message : "The runtime of this model cannot serve this request";
}

function keyMessage({ reason, message }: DomainError): string {
  if (reason === "api_key_disabled") return message;
  return reason === "invalid_api_key"
    ? `${message}. You make keys in the console under API keys.`
    : "You need an API key: send it as `x-api-key: <key>`.";
}

function answerOf({ status, type, retryAfter }: Told, message: string, requestId: string): ErrorAnswer {
  return {
    status,
    headers: {
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      // An empty budget does not fill up by asking again.
      ...(type === "billing_error" && { "x-should-retry": "false" }),
    },
    body: { type: "error", error: { type, message }, request_id: requestId },
  };
}
