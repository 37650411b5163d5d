import { atomically, type Ctx, DomainError } from "@/server/kernel";
import { INSUFFICIENT_QUOTA } from "./contract";
import { expireFundsOf } from "./funds/expire-funds";
import { whyUsedUp } from "./wallet";

/**
 * Throws `quota_exceeded` (`insufficient_quota`) when the owner's money and limit are used up, without what has ended.
 * Reserves nothing.
 */
export async function assertCanSpend(ctx: Ctx, { ownerId }: { readonly ownerId: string }): Promise<void> {
  await atomically(ctx, (ctx) => expireFundsOf(ctx, ownerId));
  const why = await whyUsedUp(ctx, ownerId);
  if (why !== null) throw new DomainError("quota_exceeded", why, { reason: INSUFFICIENT_QUOTA });
}
