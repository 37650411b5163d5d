import { type Ctx, formatMoney } from "@/server/kernel";
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
    listPurses(ctx.db, [ownerId]),
  ]);
  const own = purses.filter(({ account }) => account.currency === currency);
  return { owed: -balance, limit, funds: own.reduce((sum, { left }) => sum + left, 0n) };
}

/** Nano-units that the owner may owe and has, together: the limit of the wallet's budget; `null` is no limit. */
export const roomOf = ({ limit, funds }: Wallet): bigint | null => (limit === null ? null : limit + funds);

/** Nano-units that can still be spent; `null` is no limit. */
export function availableOf(wallet: Wallet): bigint | null {
  const room = roomOf(wallet);
  return room === null ? null : room - wallet.owed;
}

/** Whether the owner can spend nothing any more: the one place that decides it. */
export function isUsedUp(wallet: Wallet): boolean {
  const available = availableOf(wallet);
  return available !== null && available <= 0n;
}

/** Why an owner can spend nothing, for people; `null` while they can. Reserves nothing. */
export async function whyUsedUp(ctx: Ctx, ownerId: string): Promise<string | null> {
  const wallet = await walletOf(ctx, ownerId);
  if (!isUsedUp(wallet)) return null;
  if (!wallet.limit) return "There is no balance left: top up";
  return `The limit of ${formatMoney(wallet.limit)} ${ctx.site.currency} is used up; an administrator can raise it`;
}
