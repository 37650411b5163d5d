import { DomainError, type ErrorCode } from "@/server/kernel";

export const STATUS = {
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

/** Where HTTP has a finer word than the nine codes. */
const STATUS_OF_REASON = new Map([
  ["unsupported_media_type", 415],
  ["method_not_allowed", 405],
  ["idempotency_key_reused", 422],
  ["precondition_required", 428],
  ["address_too_long", 414],
  ["body_too_slow", 408],
]);

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  /** Stable: programs decide by it. */
  readonly code: string;
  readonly requestId: string;
  readonly [extra: string]: unknown;
}

const TITLES = {
  invalid: "The request cannot be understood",
  unauthenticated: "Sign in to continue",
  forbidden: "This is not allowed",
  not_found: "This does not exist",
  conflict: "This conflicts with what is there",
  stale: "Somebody else was faster",
  too_large: "This is too large",
  quota_exceeded: "A limit is reached",
  unavailable: "This is not available right now",
} as const satisfies Record<ErrorCode, string>;

/** A domain error as problem details; anything else becomes `internal`, with nothing of its text. */
export function problemOf(error: unknown, requestId: string): Problem {
  const instance = `/requests/${requestId}`;
  if (!(error instanceof DomainError)) {
    return {
      type: "about:blank",
      title: "Something went wrong on our side",
      status: 500,
      instance,
      code: "internal",
      requestId,
    };
  }
  const { code, reason, message, details } = error;
  return {
    ...details,
    type: `/docs/api#${reason ?? code}`,
    title: TITLES[code],
    status: (reason === undefined ? undefined : STATUS_OF_REASON.get(reason)) ?? STATUS[code],
    detail: message,
    instance,
    code: reason ?? code,
    requestId,
  };
}
