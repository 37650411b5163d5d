import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ledgerAccounts, ledgerEntries, ledgerTransactions } from "@/db/schema/billing";
import { DomainError, notFound } from "@/server/kernel";
import { isSale } from "../charge";
import type { Account } from "./ledger";

interface Charge {
  readonly ownerId: string;
  readonly currency: string;
  /** What the customer gets back, in nano-units. */
  readonly charged: bigint;
  readonly entries: readonly { readonly account: Account; readonly amount: bigint }[];
}

/** A charge, which can be taken back once. Throws `not_found` where there is none, and `invalid` for what is no charge. */
export async function getCharge(db: Db, transactionId: string): Promise<Charge> {
  const rows = await db
    .select({ kind: ledgerTransactions.kind, account: ledgerAccounts, amount: ledgerEntries.amount })
    .from(ledgerTransactions)
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, ledgerTransactions.id))
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(eq(ledgerTransactions.id, transactionId));
  const own = rows.filter(({ account }) => account.ownerId !== null);
  const [first] = own;
  const ownerId = first?.account.ownerId;
  if (!first || !ownerId) throw notFound("Charge", transactionId);
  if (!isSale(first.kind)) {
    throw new DomainError("invalid", "Only charges of usage and minutes can be refunded");
  }
  const charged = own.reduce((sum, { amount }) => sum - amount, 0n);
  return { ownerId, currency: first.account.currency, charged, entries: rows };
}

/** Throws `conflict` when a charge was taken back before. */
export async function refuseReversed(db: Db, transactionId: string): Promise<void> {
  const [before] = await db
    .select({ id: ledgerTransactions.id })
    .from(ledgerTransactions)
    .where(eq(ledgerTransactions.reverses, transactionId));
  if (before) throw new DomainError("conflict", "This charge was refunded before");
}
