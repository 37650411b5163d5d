import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { wallets } from "@/db/schema/billing";

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
