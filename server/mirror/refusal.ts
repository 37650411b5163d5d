import { DomainError, type ErrorCode } from "@/server/kernel";
import type { MirrorReason } from "./contract";

/** An error of this context by its finer word. */
export const refusal = (code: ErrorCode, message: string, reason: MirrorReason): DomainError =>
  new DomainError(code, message, { reason });
