import { retryHeaders } from "@/server/edge/generation/retry-after";
import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";

interface Told {
  readonly status: number;
  readonly type: "invalid_request_error" | "insufficient_quota" | "rate_limit_error" | "server_error";
  readonly code: string;
  /** Seconds after which a client may try again. */
  readonly retryAfter?: number;
}

const refused = (status: number, code: string): Told => ({ status, type: "invalid_request_error", code });

const TOLD = {
  invalid: refused(400, "invalid_value"),
  unauthenticated: refused(401, "invalid_api_key"),
  forbidden: refused(403, "permission_denied"),
  not_found: refused(404, "not_found"),
  conflict: refused(409, "conflict"),
  stale: refused(412, "stale"),
  too_large: refused(413, "request_too_large"),
  quota_exceeded: { status: 429, type: "insufficient_quota", code: "insufficient_quota" },
  unavailable: { status: 503, type: "server_error", code: "service_unavailable", retryAfter: 5 },
} as const satisfies Record<ErrorCode, Told>;

/** Where the protocol has a finer word than the nine codes. */
const TOLD_OF_REASON: ReadonlyMap<Reason | undefined, Told> = new Map<Reason, Told>([
  ["model_not_found", refused(404, "model_not_found")],
  ["model_not_allowed", refused(403, "model_not_allowed")],
  ["endpoint_not_allowed", refused(403, "endpoint_not_allowed")],
  ["address_not_allowed", refused(403, "address_not_allowed")],
  ["rate_limit_exceeded", { status: 429, type: "rate_limit_error", code: "rate_limit_exceeded" }],
  ["previous_response_not_found", refused(400, "previous_response_not_found")],
  ["unknown_url", refused(404, "unknown_url")],
  ["method_not_allowed", refused(405, "method_not_allowed")],
  ["malformed_json", refused(400, "invalid_json")],
  ["unsupported_media_type", refused(415, "unsupported_media_type")],
  ["body_too_slow", refused(408, "request_timeout")],
  ["budget_out_of_reach", { status: 503, type: "server_error", code: "service_unavailable", retryAfter: 1 }],
  ["deployment_not_running", { status: 503, type: "server_error", code: "deployment_not_running", retryAfter: 5 }],
  ["endpoint_not_supported", refused(400, "endpoint_not_supported")],
  ["provider_paused", { status: 503, type: "server_error", code: "no_healthy_upstream", retryAfter: 30 }],
  ["upstream_busy", { status: 503, type: "server_error", code: "upstream_busy", retryAfter: 5 }],
  ["upstream_error", { status: 502, type: "server_error", code: "upstream_error", retryAfter: 1 }],
  ["upstream_timeout", { status: 504, type: "server_error", code: "timeout" }],
]);

const BUG: Told = { status: 500, type: "server_error", code: "internal_error" };

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: Readonly<Record<"message" | "type" | "param" | "code", string | null>> };
}

/** An error in OpenAI's shape; of a bug only the request id is told. */
export function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  if (!(error instanceof DomainError)) return answerOf(BUG, `Something broke on our side (request ${requestId})`, null);
  const told: Told = TOLD_OF_REASON.get(error.reason) ?? TOLD[error.code];
  const message = told.code === "invalid_api_key" ? keyMessage(error) : error.message;
  const { param } = error.details;
  const answer = answerOf(told, message, typeof param === "string" ? param : null);
  return { ...answer, headers: { ...answer.headers, ...retryHeaders(error) } };
}

function keyMessage({ reason, message }: DomainError): string {
  if (reason === "api_key_disabled") return message;
  return reason === "invalid_api_key"
    ? `${message}. You make keys in the console under API keys.`
    : "You need an API key: send it as `Authorization: Bearer <key>`.";
}

function answerOf({ status, type, code, retryAfter }: Told, message: string, param: string | null): ErrorAnswer {
  return {
    status,
    headers: {
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...(status === 401 && { "www-authenticate": "Bearer" }),
      // Clients of OpenAI repeat every 429 by themselves; an empty budget does not fill up by asking again.
      ...(code === "insufficient_quota" && { "x-should-retry": "false" }),
    },
    body: { error: { message, type, param, code } },
  };
}
