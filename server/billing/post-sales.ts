import type { Ctx } from "@/server/kernel";
import { lockWallets, pursesOf } from "./funds/lock-wallets";
import { type Purse, spend } from "./funds/purse";
import { type Posting, postTransactions } from "./post-transactions";

export interface Sale extends Pick<Posting, "id" | "kind" | "idem" | "meta"> {
  readonly ownerId: string;
  readonly currency: string;
  /** Nano-units, more than zero. */
  readonly cost: bigint;
  /** The part of it that the platform bears: what a call used beyond its bound. */
  readonly loss?: bigint;
}

/**
 * Books what customers bought, in the caller's transaction: out of vouchers, then gifts, then cash, and the rest is
 * owed. What has been booked under its `idem` before is left as it is.
 */
export async function postSales(ctx: Ctx, sales: readonly Sale[]): Promise<void> {
  if (sales.length === 0) return;
  await lockWallets(ctx, sales);
  const purses = new Map((await pursesOf(ctx, sales)).map((purse) => [purse.key, purse]));
  await postTransactions(
    ctx,
    sales.map((sale) => saleOf(sale, [...purses.values()])),
  );
}

/** Purses −c, receivable −(rest), platform loss −l, revenue +c. */
function saleOf({ ownerId, currency, cost, loss = 0n, ...rest }: Sale, purses: readonly Purse[]): Posting {
  const own = purses.filter(({ account }) => account.ownerId === ownerId && account.currency === currency);
  const { taken, missing } = spend(own, cost - loss);
  return {
    ...rest,
    entries: [
      ...taken.map(({ account, amount }) => ({ account, amount: -amount })),
      { account: { ownerId, kind: "customer_receivable" as const, currency }, amount: -missing },
      { account: { ownerId: null, kind: "platform_loss" as const, currency }, amount: -loss },
      { account: { ownerId: null, kind: "revenue" as const, currency }, amount: cost },
    ].filter(({ amount }) => amount !== 0n),
  };
}
