import { type Ctx, DomainError } from "@/server/kernel";
import { newSecret } from "../secret";
import { clientNameOf, newUserCode, refusal } from "./device-login";
import { countWaiting, insertDeviceLogin } from "./store";

interface Request {
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** `User-Agent` of the program. */
  readonly device: string;
}

interface StartedLogin {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly expiresInSeconds: number;
  readonly intervalSeconds: number;
}

const LIFETIME_SECONDS = 900;
const INTERVAL_SECONDS = 5;
/** Codes from one address that nobody has answered: each is a chance for who guesses. */
const MAX_WAITING = 20;
const ATTEMPTS = 5;

/**
 * Two codes for a program that wants to act for somebody: one it keeps, one that a person types (RFC 8628 §3.2).
 * Throws `invalid` (`invalid_client`), `quota_exceeded` (`too_many_attempts`).
 */
export async function startDeviceLogin(ctx: Ctx, { clientId, scopes, device }: Request): Promise<StartedLogin> {
  if (clientNameOf(clientId) === null) throw refusal("invalid_client", "This client is not known here");
  const { clientAddress: address } = ctx;
  if (address !== null && (await countWaiting(ctx.db, { address, now: ctx.now() })) >= MAX_WAITING) {
    throw new DomainError("quota_exceeded", "Too many programs wait for an answer: try again later", {
      reason: "too_many_attempts",
      details: { retryAfterSeconds: LIFETIME_SECONDS },
    });
  }
  const deviceCode = newSecret(ctx);
  const facts = { clientId, scopes: scopes.slice(0, 50), device: device.slice(0, 300), address };
  const expiresAt = new Date(ctx.now().getTime() + LIFETIME_SECONDS * 1_000);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const userCode = newUserCode(ctx);
    const login = { ...facts, deviceCode, userCode, expiresAt, intervalSeconds: INTERVAL_SECONDS };
    const isMade = await insertDeviceLogin(ctx, login);
    if (isMade) {
      return { deviceCode, userCode, expiresInSeconds: LIFETIME_SECONDS, intervalSeconds: INTERVAL_SECONDS };
    }
  }
  throw new DomainError("unavailable", "No code is free: try again");
}
