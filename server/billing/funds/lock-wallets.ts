import type { Ctx } from "@/server/kernel";
import { listPurses, lockBalances } from "../store/funds";
import { accountKey, openAccounts } from "../store/ledger";
import type { Purse } from "./purse";

export interface WalletName {
  readonly ownerId: string;
  readonly currency: string;
}

/**
 * Holds the balances of these customers until the transaction ends. The account of what is owed stands for all of
 * a customer, also for those that are opened later; whoever moves a customer's money calls this first.
 */
export async function lockWallets(ctx: Ctx, wallets: readonly WalletName[]): Promise<void> {
  const accounts = wallets.map(({ ownerId, currency }) => ({
    ownerId,
    currency,
    kind: "customer_receivable" as const,
  }));
  const unique = [...new Map(accounts.map((account) => [accountKey(account), account])).values()];
  if (unique.length === 0) return;
  await lockBalances(ctx.db, [...(await openAccounts(ctx, unique)).values()]);
}

/** What these customers have, in the order in which it is spent. Call it between `lockWallets` and the posting. */
export const pursesOf = (ctx: Ctx, wallets: readonly WalletName[]): Promise<Purse[]> =>
  listPurses(
    ctx.db,
    wallets.map(({ ownerId }) => ownerId),
  );
