import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { invoiceNumbers, invoices } from "@/db/schema/billing/invoices";
import { notFound } from "@/server/kernel";

export type InvoiceRow = typeof invoices.$inferSelect;

const ENTITY = "installation";

/** The next number, in the caller's transaction: who comes later waits, and who fails gives it back. */
export async function nextNumber(db: Db): Promise<number> {
  const [row] = await db
    .insert(invoiceNumbers)
    .values({ entity: ENTITY, last: 1 })
    .onConflictDoUpdate({ target: invoiceNumbers.entity, set: { last: sql`${invoiceNumbers.last} + 1` } })
    .returning({ last: invoiceNumbers.last });
  if (!row) throw new Error("an upsert returns its row");
  return row.last;
}

export async function insertInvoice(db: Db, row: InvoiceRow): Promise<void> {
  await db.insert(invoices).values(row);
}

type InvoiceOf = Pick<InvoiceRow, "ownerId" | "month" | "currency">;

export async function findInvoiceOf(db: Db, { ownerId, month, currency }: InvoiceOf) {
  const [row] = await db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(and(eq(invoices.ownerId, ownerId), eq(invoices.month, month), eq(invoices.currency, currency)));
  return row ?? null;
}

export async function getInvoiceRow(db: Db, id: string): Promise<InvoiceRow> {
  const [row] = await db.select().from(invoices).where(eq(invoices.id, id));
  if (!row) throw notFound("Invoice", id);
  return row;
}

interface Asked {
  readonly ownerId: string;
  readonly before: number | null;
  readonly limit: number;
}

/** Newest first. */
export const listInvoiceRows = (db: Db, { ownerId, before, limit }: Asked): Promise<InvoiceRow[]> =>
  db
    .select()
    .from(invoices)
    .where(and(eq(invoices.ownerId, ownerId), before === null ? undefined : lt(invoices.number, before)))
    .orderBy(desc(invoices.number))
    .limit(limit);
