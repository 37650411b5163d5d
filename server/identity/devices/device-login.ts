import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { DeviceLogin } from "../contract";
import type { DeviceLoginRow } from "./store";

/** Programs that may ask a person to let them in, by the id they come with. They have no secret: it names, and proves nothing. */
const CLIENTS: ReadonlyMap<string, string> = new Map([["26be6b09-91c5-47da-9861-d2d2bb7a7e36", "huggingface_hub"]]);

/** `null` for an id nobody knows. */
export const clientNameOf = (clientId: string): string | null => CLIENTS.get(clientId) ?? null;

/** No vowels and no digits: nobody reads a word in it, and nothing looks like something else (RFC 8628 §6.1). */
const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
const LENGTH = 8;
/** The largest multiple of the letters in a byte: what is above would make some letters more likely. */
const FAIR = 256 - (256 % LETTERS.length);

/** Eight letters out of twenty, as people read them: `WDJB-MJHT`. */
export function newUserCode(ctx: Ctx): string {
  let code = "";
  while (code.length < LENGTH) {
    for (const byte of ctx.random(LENGTH)) {
      if (byte < FAIR && code.length < LENGTH) code += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return shownCode(code);
}

const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The code as it was made, from whatever somebody typed. */
export const foldUserCode = (typed: string): string =>
  shownCode(
    typed
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[^A-Z]/g, ""),
  );

const WRITES = /^(?:write|manage|contribute)-/;

/** A program that names no scope works with repositories, as the known clients do. */
export const asksToWrite = (scopes: readonly string[]): boolean =>
  scopes.length === 0 || scopes.some((scope) => WRITES.test(scope));

/** What the token is good for, in the words of OAuth. */
export const scopeOf = (role: string): string =>
  role === "write" ? "openid profile read-repos write-repos manage-repos" : "openid profile read-repos";

export const showDeviceLogin = (row: DeviceLoginRow, userCode: string): DeviceLogin => ({
  userCode,
  client: clientNameOf(row.clientId) ?? row.clientId,
  device: row.device,
  address: row.address,
  asksToWrite: asksToWrite(row.scopes),
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
});

/** What a program reads when it gets no token (RFC 6749 §5.2, RFC 8628 §3.5). */
export const DEVICE_REASONS = [
  "authorization_pending",
  "slow_down",
  "access_denied",
  "expired_token",
  "invalid_grant",
  "invalid_client",
  "invalid_request",
  "unsupported_grant_type",
] as const;
type DeviceReason = (typeof DEVICE_REASONS)[number];

declare module "@/server/kernel/errors" {
  interface Reasons {
    readonly devices: DeviceReason;
  }
}

export const refusal = (reason: DeviceReason, message: string): DomainError =>
  new DomainError("invalid", message, { reason });

export const noSuchCode = () => notFound("Device code", "that was typed");
