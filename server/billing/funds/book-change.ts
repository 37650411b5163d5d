import { type Ctx, DomainError } from "@/server/kernel";
import { type Posting, postTransactions } from "../post-transactions";
import type { BalanceChangeRow } from "../store/changes";
import { insertFund } from "../store/funds";
import { getCharge, refuseReversed } from "../store/refunds";
import { followWallet } from "./follow-wallet";
import { lockWallets, pursesOf } from "./lock-wallets";
import { spend } from "./purse";
import { settleDebt } from "./settle-debt";

/**
 * Books a change of somebody's balance, in the caller's transaction: the ledger, what is owed, and the budget that
 * follows. Throws `conflict` when it was booked before, or takes back what was taken back.
 */
export async function bookChange(ctx: Ctx, change: BalanceChangeRow): Promise<void> {
  const { id, ownerId, currency, kind, reason } = change;
  await lockWallets(ctx, [{ ownerId, currency }]);
  const meta = { changeId: id, reason };
  const booked = await postTransactions(ctx, [{ kind, idem: `change:${id}`, meta, ...(await contentOf(ctx, change)) }]);
  if (booked.size === 0) throw new DomainError("conflict", "This change was booked before");
  await settleDebt(ctx, ownerId, currency);
  await followWallet(ctx, ownerId);
}

type Content = Pick<Posting, "entries" | "reverses">;

async function contentOf(ctx: Ctx, change: BalanceChangeRow): Promise<Content> {
  const { id, ownerId, currency, kind, amount, reverses } = change;
  const cash = { ownerId, kind: "customer_cash" as const, currency };
  const ours = (account: "payment_clearing" | "promo_expense" | "adjustments") => ({
    account: { ownerId: null, kind: account, currency },
    amount: -amount,
  });
  switch (kind) {
    case "top_up":
      return { entries: [ours("payment_clearing"), { account: cash, amount }] };
    case "bonus": {
      const { expiresAt } = change;
      await insertFund(ctx.db, { id, ownerId, kind: "bonus", currency, expiresAt, createdAt: ctx.now() });
      const bonus = { ownerId, kind: "customer_bonus" as const, currency, fundId: id };
      return { entries: [ours("promo_expense"), { account: bonus, amount }] };
    }
    case "adjustment":
      return amount > 0n
        ? { entries: [ours("adjustments"), { account: cash, amount }] }
        : { entries: [ours("adjustments"), ...(await takenFrom(ctx, change))] };
    case "refund":
      return refundOf(ctx, String(reverses));
  }
}

/** Less cash, and where it does not reach, more debt; what was given stays. */
async function takenFrom(ctx: Ctx, { ownerId, currency, amount }: BalanceChangeRow) {
  const purses = await pursesOf(ctx, [{ ownerId, currency }]);
  const cash = purses.filter(({ account }) => account.kind === "customer_cash" && account.currency === currency);
  const { taken, missing } = spend(cash, -amount);
  const owed = { account: { ownerId, kind: "customer_receivable" as const, currency }, amount: missing };
  return [...taken, owed].map((entry) => ({ ...entry, amount: -entry.amount })).filter((entry) => entry.amount !== 0n);
}

/** The same accounts, the other way round: what was paid with a gift comes back to the gift. */
async function refundOf(ctx: Ctx, reverses: string): Promise<Content> {
  await refuseReversed(ctx.db, reverses);
  const { entries } = await getCharge(ctx.db, reverses);
  return { reverses, entries: entries.map(({ account, amount }) => ({ account, amount: -amount })) };
}
