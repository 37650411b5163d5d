import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accountBalances, ledgerAccounts, wallets } from "@/db/schema/billing";
import type { Slice } from "@/server/kernel";

type WalletKey = Pick<typeof wallets.$inferSelect, "ownerId" | "currency">;

/** What the owner may owe at most, in nano-units; `null` is no limit. */
export async function findCreditLimit(db: Db, { ownerId, currency }: WalletKey): Promise<bigint | null> {
  const [row] = await db
    .select({ creditLimit: wallets.creditLimit })
    .from(wallets)
    .where(and(eq(wallets.ownerId, ownerId), eq(wallets.currency, currency)));
  return row?.creditLimit ?? null;
}

export async function putWallet(db: Db, row: typeof wallets.$inferInsert): Promise<void> {
  const { creditLimit, updatedAt } = row;
  await db
    .insert(wallets)
    .values(row)
    .onConflictDoUpdate({ target: [wallets.ownerId, wallets.currency], set: { creditLimit, updatedAt } });
}

interface WalletRow {
  readonly ownerId: string;
  /** Nano-units. */
  readonly owed: bigint;
  readonly limit: bigint | null;
}

interface Asked extends Slice {
  readonly currency: string;
}

/** Owners that owe in this currency or have a limit, largest debt first. */
export async function listWalletRows(db: Db, { currency, after, limit }: Asked): Promise<WalletRow[]> {
  const rest = after
    ? sql`where (all_wallets.owed, all_wallets.id) < (${after.sort}::text::bigint, ${after.id}::uuid)`
    : sql``;
  const rows = await db.execute<{ id: string; owed: string; credit: string | null }>(sql`
    with owing as (
      select ${ledgerAccounts.ownerId} as id, -${accountBalances.balance} as owed
        from ${ledgerAccounts} join ${accountBalances} on ${accountBalances.accountId} = ${ledgerAccounts.id}
       where ${ledgerAccounts.kind} = 'customer_receivable' and ${ledgerAccounts.currency} = ${currency}
         and ${accountBalances.balance} <> 0
    ), limited as (
      select ${wallets.ownerId} as id, ${wallets.creditLimit} as credit
        from ${wallets} where ${wallets.currency} = ${currency} and ${wallets.creditLimit} is not null
    ), all_wallets as (
      select coalesce(owing.id, limited.id) as id, coalesce(owing.owed, 0) as owed, limited.credit as credit
        from owing full join limited on limited.id = owing.id
    )
    select id::text as id, owed::text as owed, credit::text as credit from all_wallets ${rest}
     order by all_wallets.owed desc, all_wallets.id desc limit ${limit}`);
  return rows.map(({ id, owed, credit }) => ({
    ownerId: id,
    owed: BigInt(owed),
    limit: credit === null ? null : BigInt(credit),
  }));
}
