import type { Ctx } from "@/server/kernel";
import { type Account, insertEntries, insertTransactions, openAccounts } from "./store/ledger";

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
  const booked = await insertTransactions(
    ctx.db,
    rows.map(({ id, posting: { kind, idem, meta } }) => ({ id, kind, idem, meta, bookedAt })),
  );
  const fresh = rows.filter(({ posting }) => booked.has(posting.idem));
  if (fresh.length > 0) await book(ctx, fresh);
  return booked;
}

const keyOf = ({ ownerId, kind, currency }: Account) => [ownerId, kind, currency].join(" ");

/** One order of accounts everywhere: two postings that touch the same balances wait instead of deadlocking. */
async function book(ctx: Ctx, rows: readonly { readonly id: string; readonly posting: Posting }[]) {
  const accounts = new Map(
    rows.flatMap(({ posting }) => posting.entries.map(({ account }) => [keyOf(account), account] as const)),
  );
  const ids = await openAccounts(ctx, [...accounts.values()]);
  const idOf = new Map([...accounts.keys()].map((key, index) => [key, ids[index]]));

  const entries = rows.flatMap(({ id, posting }) =>
    posting.entries.map(({ account, amount }, seq) => ({
      transactionId: id,
      seq,
      accountId: String(idOf.get(keyOf(account))),
      currency: account.currency,
      amount,
    })),
  );
  await insertEntries(
    ctx.db,
    entries.filter(({ amount }) => amount !== 0n).sort((a, b) => (a.accountId < b.accountId ? -1 : 1)),
  );
}

interface Sale extends Pick<Posting, "kind" | "idem" | "meta"> {
  readonly ownerId: string;
  readonly currency: string;
  /** Nano-units, more than zero. */
  readonly cost: bigint;
}

/** What a customer owes for something we served: receivable −c, revenue +c. */
export const saleOf = ({ ownerId, currency, cost, ...rest }: Sale): Posting => ({
  ...rest,
  entries: [
    { account: { ownerId, kind: "customer_receivable", currency }, amount: -cost },
    { account: { ownerId: null, kind: "revenue", currency }, amount: cost },
  ],
});
