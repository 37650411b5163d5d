import { DomainError, type ErrorCode } from "@/server/kernel";

/** Finer words for what goes wrong between two hubs, and the code each has. */
const CODES = {
  remote_address: "invalid",
  remote_refused: "forbidden",
  remote_missing: "not_found",
  remote_hidden: "not_found",
  remote_not_git: "invalid",
  remote_moved: "invalid",
  remote_unreachable: "unavailable",
  remote_busy: "unavailable",
  remote_failed: "unavailable",
  remote_damaged: "invalid",
  too_many_refs: "too_large",
  too_many_files: "too_large",
  pack_too_large: "too_large",
} as const satisfies Record<string, ErrorCode>;

export type TransportReason = keyof typeof CODES;

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly transport: TransportReason;
  }
}

export const transportError = (reason: TransportReason, message: string, cause?: unknown): DomainError =>
  new DomainError(CODES[reason], message, { reason, cause });

const CLOSED = new Set([401, 403, 404, 410]);

/** What an answer of a remote other than success means. Without a token nobody can tell what is closed from what is missing. */
export function refusalOf(status: number, host: string, { isSignedIn } = { isSignedIn: true }): DomainError {
  if (!isSignedIn && CLOSED.has(status)) {
    return transportError(
      "remote_hidden",
      `There is no such repository at ${host}, or it is private: add an access token`,
    );
  }
  if (status === 401 || status === 403) {
    return transportError("remote_refused", `${host} does not let us in: check the access token and what it may do`);
  }
  if (status === 404 || status === 410) {
    return transportError("remote_missing", `${host} has no such repository, or does not show it to this access token`);
  }
  if (status === 429 || status >= 500) {
    return transportError("remote_busy", `${host} answers with ${status}: it is asked again later`);
  }
  return transportError("remote_failed", `${host} answers with ${status}`);
}

/** What was thrown on the way to a remote; an error that can be acted on stays as it is. */
export const unreachable = (host: string, cause: unknown): DomainError =>
  cause instanceof DomainError
    ? cause
    : transportError(
        "remote_unreachable",
        `The connection to ${host} cannot be made, or broke: check the address and that this server reaches the host; for a host inside your network, ask an administrator whether it is allowed`,
        cause,
      );
