import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountBalances, ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/billing";
import type { Ctx } from "@/server/kernel";
import type { AccountKind } from "../contract";

export interface Account {
  readonly ownerId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
  /** The fund whose money it is. */
  readonly fundId?: string | null;
}

/** Names an account among others. */
export const accountKey = ({ ownerId, kind, currency, fundId }: Account): string =>
  [ownerId, kind, currency, fundId].join(" ");

/** Ids of accounts by their key; those that are missing are opened. */
export async function openAccounts(ctx: Ctx, accounts: readonly Account[]): Promise<ReadonlyMap<string, string>> {
  const known = await findAccountIds(ctx.db, accounts);
  const missing = accounts.filter((account) => !known.has(accountKey(account)));
  if (missing.length === 0) return known;
  // One order everywhere: two batches with the same new owners wait for each other instead of deadlocking.
  const inOrder = missing.toSorted((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1));
  await ctx.db
    .insert(ledgerAccounts)
    .values(inOrder.map((account) => ({ id: ctx.id(), ...account })))
    .onConflictDoNothing();
  return findAccountIds(ctx.db, accounts);
}

async function findAccountIds(db: Db, accounts: readonly Account[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select()
    .from(ledgerAccounts)
    .where(or(...accounts.map(isAccount)));
  return new Map(rows.map((row) => [accountKey(row), row.id]));
}

const isAccount = ({ ownerId, kind, currency, fundId = null }: Account) =>
  and(
    ownerId === null ? isNull(ledgerAccounts.ownerId) : eq(ledgerAccounts.ownerId, ownerId),
    eq(ledgerAccounts.kind, kind),
    eq(ledgerAccounts.currency, currency),
    fundId === null ? isNull(ledgerAccounts.fundId) : eq(ledgerAccounts.fundId, fundId),
  );

type NewTransaction = typeof ledgerTransactions.$inferInsert;

/** The `idem`s that were not booked before; the others are left as they are. */
export async function insertTransactions(db: Db, rows: readonly NewTransaction[]): Promise<ReadonlySet<string>> {
  const inserted = await db
    .insert(ledgerTransactions)
    .values([...rows])
    .onConflictDoNothing({ target: ledgerTransactions.idem })
    .returning({ idem: ledgerTransactions.idem });
  return new Set(inserted.map(({ idem }) => idem));
}

export async function insertEntries(db: Db, rows: readonly (typeof ledgerEntries.$inferInsert)[]): Promise<void> {
  await db.insert(ledgerEntries).values([...rows]);
}

/** Balance in nano-units; zero for an account nobody opened. */
export async function balanceOf(db: Db, account: Account): Promise<bigint> {
  const [row] = await db
    .select({ balance: sql<string>`coalesce(${accountBalances.balance}, 0)` })
    .from(ledgerAccounts)
    .leftJoin(accountBalances, eq(accountBalances.accountId, ledgerAccounts.id))
    .where(isAccount(account));
  return BigInt(row?.balance ?? 0);
}
