import { bigint, char, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "@/db/columns";
import type { InvoiceLine } from "@/server/billing/contract/statements";

/** The last number that was given: its row is the lock that leaves no gap. */
export const invoiceNumbers = pgTable("invoice_numbers", {
  entity: text().primaryKey(),
  last: integer().notNull(),
});

/** Never changed once it has a number. */
export const invoices = pgTable(
  "invoices",
  {
    id: id<string>(),
    number: integer().notNull(),
    ownerId: uuid().notNull(),
    /** As it was when the invoice was issued. */
    ownerName: text().notNull(),
    issuer: text().notNull(),
    /** Such as `2026-11`, in UTC. */
    month: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    lines: jsonb().$type<readonly InvoiceLine[]>().notNull(),
    total: bigint({ mode: "bigint" }).notNull(),
    issuedAt: moment().notNull(),
    issuedBy: uuid().notNull(),
  },
  (table) => [
    unique("invoices_number_key").on(table.number),
    unique("invoices_month_key").on(table.ownerId, table.month, table.currency),
    index("invoices_owner_idx").on(table.ownerId, table.number),
  ],
);
