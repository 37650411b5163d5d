import type { DomainError } from "@/server/kernel";

/** Headers that say when the same call may go through: of a limit that fills up again, or of one that never does. */
export function retryHeaders({ reason, details }: DomainError): Readonly<Record<string, string>> {
  if (reason !== "rate_limit_exceeded") return {};
  const { retryAfterSeconds } = details;
  return typeof retryAfterSeconds === "number"
    ? { "retry-after": String(retryAfterSeconds), "retry-after-ms": String(retryAfterSeconds * 1_000) }
    : { "x-should-retry": "false" };
}
