import { DomainError, type ErrorCode } from "@/server/kernel";
import type { GitReason } from "./contract";

interface Explanation {
  readonly reason?: GitReason;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A `DomainError` whose reason is in this context's list. */
export const gitError = (code: ErrorCode, message: string, explanation: Explanation = {}) =>
  new DomainError(code, message, explanation);
