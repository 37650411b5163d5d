import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { canTell, drain, respondJson, retryAfter } from "../respond";
import { MEDIA_TYPE } from "./wire";

const STATUS = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 409,
  too_large: 413,
  quota_exceeded: 403,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const REFINED: ReadonlyMap<Reason | undefined, number> = new Map<Reason, number>([
  ["disk_full", 507],
  ["rate_limited", 429],
  ["unsupported_media_type", 415],
  ["body_too_slow", 408],
]);

const CHALLENGE = { "lfs-authenticate": 'Basic realm="Modelyard"', "www-authenticate": 'Basic realm="Modelyard"' };

export const answer = (exchange: Exchange, status: number, body: object) =>
  respondJson(exchange, { status, body, headers: { "content-type": MEDIA_TYPE, "cache-control": "no-store" } });

/** Status and text of an error; of a bug, nothing but that it happened. */
export function explain(error: unknown): { readonly code: number; readonly message: string } {
  if (!(error instanceof DomainError)) return { code: 500, message: "Something is broken on our side" };
  return { code: REFINED.get(error.reason) ?? STATUS[error.code], message: error.message };
}

/** Tells an error in the words of the protocol. A visitor is asked to sign in rather than told what does not exist. */
export async function tell(exchange: Exchange, error: unknown, isVisitor: boolean): Promise<void> {
  if (!canTell(exchange, error)) return;
  await drain(exchange);
  const { code, message } = explain(error);
  const status = code === 404 && isVisitor ? 401 : code;
  respondJson(exchange, {
    status,
    body: { message: status === code ? message : "Sign in to continue", request_id: exchange.ctx.requestId },
    headers: {
      "content-type": MEDIA_TYPE,
      "cache-control": "no-store",
      ...(status === 401 && CHALLENGE),
      ...(status === 503 && { "retry-after": 5 }),
      ...retryAfter(error),
    },
  });
}
