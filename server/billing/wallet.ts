import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import { INSUFFICIENT_QUOTA } from "./contract";
import { listPurses } from "./store/funds";
import { balanceOf } from "./store/ledger";
import { findCreditLimit } from "./store/wallets";

export interface Wallet {
  /** Nano-units the owner owes. */
  readonly owed: bigint;
  /** Nano-units the owner may owe at most; `null` is no limit. */
  readonly limit: bigint | null;
  /** Nano-units that were given or paid and can be spent. */
  readonly funds: bigint;
}

/** What an owner owes in the installation's currency, may owe, and has. */
export async function walletOf(ctx: Ctx, ownerId: string): Promise<Wallet> {
  const { currency } = ctx.site;
  const [balance, limit, purses] = await Promise.all([
    balanceOf(ctx.db, { ownerId, kind: "customer_receivable", currency }),
    findCreditLimit(ctx.db, { ownerId, currency }),
    listPurses(ctx.db, { ownerIds: [ownerId], at: ctx.now() }),
  ]);
  const own = purses.filter(({ account }) => account.currency === currency);
  return { owed: -balance, limit, funds: own.reduce((sum, { left }) => sum + left, 0n) };
}

/** Nano-units that can still be spent; `null` is no limit. */
export const availableOf = ({ owed, limit, funds }: Wallet): bigint | null =>
  limit === null ? null : limit + funds - owed;

/** Throws `quota_exceeded` (`insufficient_quota`) when the owner's money and limit are used up. Reserves nothing. */
export async function assertCanSpend(ctx: Ctx, { ownerId }: { readonly ownerId: string }): Promise<void> {
  const wallet = await walletOf(ctx, ownerId);
  const available = availableOf(wallet);
  if (available === null || available > 0n) return;
  throw new DomainError(
    "quota_exceeded",
    `The limit of ${formatMoney(wallet.limit ?? 0n)} ${ctx.site.currency} is used up`,
    { reason: INSUFFICIENT_QUOTA },
  );
}
