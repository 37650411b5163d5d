import { type Ctx, DomainError } from "@/server/kernel";
import type { Caller } from "./caller";
import type { ApiKey } from "./contract";
import { readApiKey } from "./read-api-key";

/**
 * The key that somebody calls with, as it may be told to whoever holds it. Its budgets hold what every call that ended
 * cost. Throws `forbidden` (`no_api_key`) for callers without one.
 */
export async function describeOwnKey(ctx: Ctx<"dueCharges">, { keyId, payerId }: Caller): Promise<ApiKey> {
  if (keyId === null) {
    throw new DomainError("forbidden", "This tells of an API key: send one instead of a token or a session", {
      reason: "no_api_key",
    });
  }
  await ctx.live.dueCharges.settled(payerId);
  return readApiKey(ctx, keyId);
}
