import type { Ctx } from "@/server/kernel";
import { admitAttempt } from "./admit-attempt";
import { neighbourhoodOf } from "./neighbourhood-of";
import { giveBackAttempt } from "./store";

interface Kind {
  /** Begins what is counted together. */
  readonly prefix: "code" | "sign-up";
  readonly free: number;
  /** Plural, for people. */
  readonly what: string;
}

/** Codes of reset links and of invitations. */
export const CODES: Kind = { prefix: "code", free: 20, what: "codes" };
export const SIGN_UPS: Kind = { prefix: "sign-up", free: 100, what: "new accounts" };

/**
 * Counts what a visitor tries against their network, before anything is done for it. Answers what gives the attempt
 * back once it was a right one. Throws `quota_exceeded` (`too_many_attempts`).
 */
export async function admitFromNetwork(
  ctx: Ctx<"identity">,
  { prefix, ...kind }: Kind,
): Promise<{ giveBack(): Promise<void> }> {
  if (ctx.clientAddress === null || !ctx.live.identity.limitsAttempts) return { giveBack: async () => {} };
  const key = `${prefix}:${neighbourhoodOf(ctx.clientAddress)}`;
  await admitAttempt(ctx, { key, ...kind });
  return { giveBack: () => giveBackAttempt(ctx.db, key, ctx.now()) };
}
