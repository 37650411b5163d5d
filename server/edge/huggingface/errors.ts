import { DomainError, type ErrorCode, type Reason } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { canTell, drain, respondJson, retryAfter } from "../respond";

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  quota_exceeded: 403,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const STATUS_OF_REASON: ReadonlyMap<Reason | undefined, number> = new Map<Reason, number>([
  ["bad_path", 422],
  ["has_access", 400],
  ["method_not_allowed", 405],
  ["rate_limited", 429],
  ["same_status", 404],
  ["unsupported_media_type", 415],
  ["body_too_slow", 408],
]);
const CODE_OF_REASON: ReadonlyMap<Reason | undefined, string> = new Map<Reason, string>([
  ["revision_not_found", "RevisionNotFound"],
  ["entry_not_found", "EntryNotFound"],
]);

interface Told {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
}

interface Asker {
  readonly isVisitor: boolean;
  readonly hasCredentials: boolean;
}

/** Pure: what a Hugging Face client understands of an error (hub-protocols §0.4). */
export function explain(error: unknown, { isVisitor, hasCredentials }: Asker): Told {
  if (!(error instanceof DomainError)) return { status: 500, code: null, message: "Something is broken on our side" };
  const { code, reason, message, details } = error;
  if (reason === "gated") return { status: isVisitor ? 401 : 403, code: "GatedRepo", message };
  if (code === "unauthenticated") {
    const told =
      hasCredentials && isVisitor ? "Invalid credentials in Authorization header" : "Invalid username or password.";
    return { status: 401, code: null, message: told };
  }
  if (code === "not_found" && (details.thing === "Repository" || details.thing === "Bucket")) {
    return { status: isVisitor ? 401 : 404, code: "RepoNotFound", message: `${details.thing} not found` };
  }
  return { status: STATUS_OF_REASON.get(reason) ?? STATUS[code], code: CODE_OF_REASON.get(reason) ?? null, message };
}

/** Answers with the error as JSON and in headers, where Python looks for it. A bug is reported and not told. */
export async function tell(exchange: Exchange, error: unknown, asker: Asker): Promise<void> {
  if (!canTell(exchange, error)) return;
  await drain(exchange);
  const { status, code, message } = explain(error, asker);
  const details = error instanceof DomainError ? error.details : {};
  const headers: Record<string, string> = {
    ...{ "cache-control": "no-store", "x-error-message": headerText(message) },
    ...(status === 503 && { "retry-after": "5" }),
    ...retryAfter(error),
  };
  if (code !== null) headers["x-error-code"] = code;
  if (code === "EntryNotFound" && typeof details.commit === "string") headers["x-repo-commit"] = details.commit;
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="Modelyard"';
  const url = typeof details.url === "string" ? { url: details.url } : {};
  const slug = typeof details.slug === "string" ? { slug: details.slug } : {};
  const errors = Array.isArray(details.errors) ? { errors: details.errors } : {};
  respondJson(exchange, { status, body: { error: message, ...url, ...slug, ...errors }, headers });
}

/** One line of visible ASCII. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]+/g, " ").slice(0, 500);
