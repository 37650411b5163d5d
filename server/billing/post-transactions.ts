import type { Ctx } from "@/server/kernel";
import type { PostingKind } from "./contract";
import { type Account, accountKey, insertEntries, insertTransactions, openAccounts } from "./store/ledger";

export interface Posting {
  /** Made by `ctx.id()` where something else names the transaction. */
  readonly id?: string;
  readonly kind: PostingKind;
  /** The same text is booked once, whoever asks and however often. */
  readonly idem: string;
  readonly meta: Readonly<Record<string, string>>;
  /** The transaction that this one takes back. */
  readonly reverses?: string;
  readonly entries: readonly { readonly account: Account; readonly amount: bigint }[];
}

/**
 * Books transactions of the ledger inside the caller's transaction and returns the `idem`s that were new. Amounts in
 * nano-units, debit negative, credit positive; PostgreSQL refuses at commit what does not add up to zero.
 */
export async function postTransactions(ctx: Ctx, postings: readonly Posting[]): Promise<ReadonlySet<string>> {
  const rows = postings.map((posting) => ({ id: posting.id ?? ctx.id(), posting }));
  const bookedAt = ctx.now();
  const [booked, accountIds] = await Promise.all([
    insertTransactions(
      ctx.db,
      rows.map(({ id, posting }) => {
        const { kind, idem, meta, reverses } = posting;
        return { id, kind, ownerId: customerOf(posting), idem, meta, reverses, bookedAt };
      }),
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

const customerOf = ({ entries }: Posting): string | null =>
  entries.find(({ account }) => account.ownerId !== null)?.account.ownerId ?? null;

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
