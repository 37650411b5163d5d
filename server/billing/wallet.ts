import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import { INSUFFICIENT_QUOTA } from "./contract";
import { balanceOf } from "./store/ledger";
import { findCreditLimit } from "./store/wallets";

export interface Wallet {
  /** Nano-units the owner owes. */
  readonly owed: bigint;
  /** Nano-units the owner may owe at most; `null` is no limit. */
  readonly limit: bigint | null;
}

/** What an owner owes in the installation's currency, and may owe. */
export async function walletOf(ctx: Ctx, ownerId: string): Promise<Wallet> {
  const [owed, limit] = await Promise.all([owedBy(ctx, ownerId), creditLimitOf(ctx, ownerId)]);
  return { owed, limit };
}

/** Nano-units that an owner owes. */
const owedBy = async (ctx: Ctx, ownerId: string): Promise<bigint> =>
  -(await balanceOf(ctx.db, { ownerId, kind: "customer_receivable", currency: ctx.site.currency }));

/** Nano-units that an owner may owe at most; `null` is no limit. */
const creditLimitOf = (ctx: Ctx, ownerId: string): Promise<bigint | null> =>
  findCreditLimit(ctx.db, { ownerId, currency: ctx.site.currency });

/** Throws `quota_exceeded` (`insufficient_quota`) when the owner's limit is used up. Reserves nothing. */
export async function assertCanSpend(ctx: Ctx, { ownerId }: { readonly ownerId: string }): Promise<void> {
  const { owed, limit } = await walletOf(ctx, ownerId);
  if (limit === null || owed < limit) return;
  throw new DomainError("quota_exceeded", `The limit of ${formatMoney(limit)} ${ctx.site.currency} is used up`, {
    reason: INSUFFICIENT_QUOTA,
  });
}
