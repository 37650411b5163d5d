import type { Ctx } from "@/server/kernel";
import { type Account, accountKey, insertEntries, insertTransactions, openAccounts } from "./store/ledger";

interface Posting {
  readonly kind: "usage" | "minutes";
  /** The same text is booked once, whoever asks and however often. */
  readonly idem: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly entries: readonly { readonly account: Account; readonly amount: bigint }[];
}

/**
 * Books transactions of the ledger inside the caller's transaction and returns the `idem`s that were new. Amounts in
 * nano-units, debit negative, credit positive; PostgreSQL refuses at commit what does not add up to zero.
 */
export async function postTransactions(ctx: Ctx, postings: readonly Posting[]): Promise<ReadonlySet<string>> {
  const rows = postings.map((posting) => ({ id: ctx.id(), posting }));
  const bookedAt = ctx.now();
  const [booked, accountIds] = await Promise.all([
    insertTransactions(
      ctx.db,
      rows.map(({ id, posting: { kind, idem, meta } }) => ({ id, kind, idem, meta, bookedAt })),
    ),
    openAccounts(ctx, accountsOf(postings)),
  ]);
  const entries = rows
    .filter(({ posting }) => booked.has(posting.idem))
    .flatMap(({ id, posting }) => entriesOf(id, posting, accountIds))
    // One order of accounts everywhere: two postings that touch the same balances wait instead of deadlocking.
    .sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  if (entries.length > 0) await insertEntries(ctx.db, entries);
  return booked;
}

function accountsOf(postings: readonly Posting[]): Account[] {
  const all = postings.flatMap(({ entries }) => entries.map(({ account }) => account));
  return [...new Map(all.map((account) => [accountKey(account), account])).values()];
}

const entriesOf = (transactionId: string, { entries }: Posting, accountIds: ReadonlyMap<string, string>) =>
  entries.map(({ account, amount }, seq) => ({
    transactionId,
    seq,
    accountId: String(accountIds.get(accountKey(account))),
    currency: account.currency,
    amount,
  }));

interface Sale extends Pick<Posting, "kind" | "idem" | "meta"> {
  readonly ownerId: string;
  readonly currency: string;
  /** Nano-units, more than zero. */
  readonly cost: bigint;
  /** The part of it that the platform bears: what a call used beyond its bound. */
  readonly loss?: bigint;
}

/** What a customer owes for something we served: receivable −(c − l), platform loss −l, revenue +c. */
export const saleOf = ({ ownerId, currency, cost, loss = 0n, ...rest }: Sale): Posting => ({
  ...rest,
  entries: [
    { account: { ownerId, kind: "customer_receivable" as const, currency }, amount: loss - cost },
    { account: { ownerId: null, kind: "platform_loss" as const, currency }, amount: -loss },
    { account: { ownerId: null, kind: "revenue" as const, currency }, amount: cost },
  ].filter(({ amount }) => amount !== 0n),
});
