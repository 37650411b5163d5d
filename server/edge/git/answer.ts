import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { canTell, drain, retryAfter } from "../respond";

const STATUS = {
  invalid: 400,
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
  ["unsupported_media_type", 415],
  ["rate_limited", 429],
]);

/** Nothing of git's conversation is kept by anybody on the way. */
export const NO_CACHE = {
  "cache-control": "no-cache, max-age=0, must-revalidate",
  pragma: "no-cache",
  expires: "Fri, 01 Jan 1980 00:00:00 GMT",
};

/** Tells an error in plain text, which git shows. A visitor is asked who they are rather than told what does not exist. */
export async function tell(exchange: Exchange, error: unknown, isVisitor: boolean): Promise<void> {
  // A truncated answer is how git learns that something went wrong half-way.
  if (!canTell(exchange, error)) return;
  await drain(exchange);
  const { status, message } = explain(error, isVisitor);
  const headers: Record<string, string> = { ...NO_CACHE, "content-type": "text/plain; charset=utf-8" };
  if (status === 401) headers["www-authenticate"] = 'Basic realm="Modelyard", charset="UTF-8"';
  if (status === 503) headers["retry-after"] = "5";
  exchange.response.writeHead(status, { ...headers, ...retryAfter(error) }).end(`${message}\n`);
}

function explain(error: unknown, isVisitor: boolean): { readonly status: number; readonly message: string } {
  if (!(error instanceof DomainError)) return { status: 500, message: "Something is broken on our side" };
  const status = REFINED.get(error.reason) ?? STATUS[error.code];
  if (isVisitor && error.reason !== "smart_only" && (status === 404 || status === 403))
    return { status: 401, message: "Sign in with an access token" };
  return { status, message: status === 404 ? "Repository not found" : error.message };
}
