import { type Ctx, DomainError, type ErrorCode } from "@/server/kernel";

/**
 * What `seal` kept of a credential for another server; `null` where none is kept. Throws the code that is asked for
 * (`credential_unreadable`) when it does not open, as after the secret of the installation changed: a call without it
 * would be made as somebody else.
 */
export function openCredential(ctx: Ctx, sealed: string | null, code: ErrorCode = "unavailable"): string | null {
  if (sealed === null) return null;
  const credential = ctx.open(sealed);
  if (credential !== null) return credential;
  throw new DomainError(code, "The credential cannot be read; enter it again", { reason: "credential_unreadable" });
}
