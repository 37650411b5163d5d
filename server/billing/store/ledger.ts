import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountBalances, ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/billing";
import type { Ctx } from "@/server/kernel";
import type { AccountKind } from "../contract";

export interface Account {
  readonly ownerId: string | null;
  readonly kind: AccountKind;
  readonly currency: string;
}

/** Ids of the accounts, in their order; those that are missing are opened. */
export async function openAccounts(ctx: Ctx, accounts: readonly Account[]): Promise<string[]> {
  await ctx.db
    .insert(ledgerAccounts)
    .values(accounts.map((account) => ({ id: ctx.id(), ...account })))
    .onConflictDoNothing();
  return Promise.all(accounts.map((account) => getAccountId(ctx.db, account)));
}

const isAccount = ({ ownerId, kind, currency }: Account) =>
  and(
    ownerId === null ? isNull(ledgerAccounts.ownerId) : eq(ledgerAccounts.ownerId, ownerId),
    eq(ledgerAccounts.kind, kind),
    eq(ledgerAccounts.currency, currency),
  );

async function getAccountId(db: Db, account: Account): Promise<string> {
  const [row] = await db.select({ id: ledgerAccounts.id }).from(ledgerAccounts).where(isAccount(account));
  if (!row) throw new Error(`account ${account.kind} was not opened`);
  return row.id;
}

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
