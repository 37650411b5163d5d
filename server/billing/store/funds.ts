import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountBalances, ledgerAccounts } from "@/db/schema/billing";
import { funds } from "@/db/schema/billing/funds";
import type { Purse } from "../funds/purse";
import { accountKey } from "./ledger";

/** Balances of accounts, which nobody changes until the transaction ends. */
export async function lockBalances(db: Db, accountIds: readonly string[]): Promise<void> {
  const sorted = [...accountIds].sort();
  await db
    .insert(accountBalances)
    .values(sorted.map((accountId) => ({ accountId, balance: 0n })))
    .onConflictDoNothing();
  await db
    .select({ id: accountBalances.accountId })
    .from(accountBalances)
    .where(inArray(accountBalances.accountId, sorted))
    .orderBy(asc(accountBalances.accountId))
    .for("update");
}

/** Vouchers, then gifts, each by when they end, then cash. */
const BURN_ORDER = [
  sql`case ${funds.kind} when 'voucher' then 0 when 'bonus' then 1 else 2 end`,
  sql`${funds.expiresAt} asc nulls last`,
  sql`${funds.id} asc`,
];

/** What these customers can spend, in the order in which it is spent; what has ended is theirs until that is booked. */
export async function listPurses(db: Db, ownerIds: readonly string[]): Promise<Purse[]> {
  const rows = await db
    .select({
      account: ledgerAccounts,
      balance: accountBalances.balance,
      kind: funds.kind,
      expiresAt: funds.expiresAt,
    })
    .from(ledgerAccounts)
    .innerJoin(accountBalances, eq(accountBalances.accountId, ledgerAccounts.id))
    .leftJoin(funds, eq(funds.id, ledgerAccounts.fundId))
    .where(
      and(
        inArray(ledgerAccounts.ownerId, [...new Set(ownerIds)]),
        inArray(ledgerAccounts.kind, ["customer_cash", "customer_bonus"]),
        gt(accountBalances.balance, 0n),
      ),
    )
    .orderBy(...BURN_ORDER);
  return rows.map(({ account, balance, ...row }) => ({ ...row, key: accountKey(account), account, left: balance }));
}

export async function insertFund(db: Db, row: typeof funds.$inferInsert): Promise<void> {
  await db.insert(funds).values(row);
}

interface Ended {
  readonly at: Date;
  /** Of one owner; of everybody when absent. */
  readonly ownerId?: string;
  /** The id of the fund after which to go on. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Funds that have ended and are not empty, in the order of their ids. */
export const listEndedFunds = (db: Db, { at, ownerId, after, limit }: Ended) =>
  db
    .select({ ownerId: funds.ownerId, currency: funds.currency, fundId: funds.id })
    .from(funds)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.fundId, funds.id))
    .innerJoin(accountBalances, eq(accountBalances.accountId, ledgerAccounts.id))
    .where(
      and(
        lte(funds.expiresAt, at),
        gt(accountBalances.balance, 0n),
        ownerId === undefined ? undefined : eq(funds.ownerId, ownerId),
        after === undefined ? undefined : gt(funds.id, after),
      ),
    )
    .orderBy(asc(funds.id))
    .limit(limit);
