import type { DomainError } from "@/server/kernel";
import { retryAfter } from "../respond";

/** Headers that say when the same call may go through: of a limit that fills up again, or of one that never does. */
export function retryHeaders(error: DomainError): Readonly<Record<string, string>> {
  if (error.reason !== "rate_limit_exceeded") return {};
  const told = retryAfter(error);
  const seconds = told["retry-after"];
  return seconds === undefined
    ? { "x-should-retry": "false" }
    : { ...told, "retry-after-ms": String(Number(seconds) * 1_000) };
}
