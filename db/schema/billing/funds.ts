import { sql } from "drizzle-orm";
import { bigint, char, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { BalanceChangeKind, BalanceChangeState, FundKind } from "@/server/billing/contract/funds";

const nano = () => bigint({ mode: "bigint" });
const currency = () => char({ length: 3 });

/** Money that was given and may end; what is left of it is the balance of its account in the ledger. */
export const funds = pgTable(
  "funds",
  {
    id: id<string>(),
    ownerId: uuid().notNull(),
    kind: text().$type<FundKind>().notNull(),
    currency: currency().notNull(),
    /** `null` is never. */
    expiresAt: moment(),
    createdAt: moment().notNull(),
  },
  (table) => [index("funds_owner_idx").on(table.ownerId), index("funds_expires_idx").on(table.expiresAt)],
);

/** Codes that are worth money; the code itself is not kept. */
export const vouchers = pgTable(
  "vouchers",
  {
    id: id<string>(),
    codeHash: text().notNull(),
    /** The last characters, by which people tell codes apart. */
    hint: text().notNull(),
    amount: nano().notNull(),
    currency: currency().notNull(),
    /** How many accounts may redeem it, each once. */
    maxUses: integer().notNull(),
    used: integer().notNull(),
    /** Until when it can be redeemed; `null` is for ever. */
    expiresAt: moment(),
    /** How many days the money can be spent once it was redeemed; `null` is for ever. */
    validDays: integer(),
    note: text().notNull(),
    createdBy: uuid().notNull(),
    revokedAt: moment(),
    ...timestamps,
  },
  (table) => [
    unique("vouchers_code_key").on(table.codeHash),
    index("vouchers_created_idx").on(table.createdAt, table.id),
    index("vouchers_creator_idx").on(table.createdBy, table.createdAt),
    check("vouchers_within_uses", sql`${table.used} >= 0 and ${table.used} <= ${table.maxUses}`),
    check("vouchers_amount_positive", sql`${table.amount} > 0`),
  ],
);

export const voucherUses = pgTable(
  "voucher_uses",
  {
    voucherId: uuid()
      .notNull()
      .references(() => vouchers.id, { onDelete: "restrict" }),
    ownerId: uuid().notNull(),
    userId: uuid().notNull(),
    usedAt: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.voucherId, table.ownerId] })],
);

/** What an administrator wants to change in somebody's balance; large ones wait for a second person. */
export const balanceChanges = pgTable(
  "balance_changes",
  {
    /** Chosen by who asks: the same id twice is one change. */
    id: id<string>(),
    ownerId: uuid().notNull(),
    kind: text().$type<BalanceChangeKind>().notNull(),
    /** Negative takes away. */
    amount: nano().notNull(),
    currency: currency().notNull(),
    reason: text().notNull(),
    /** Until when a bonus can be spent. */
    expiresAt: moment(),
    /** The transaction that a refund takes back. */
    reverses: uuid(),
    state: text().$type<BalanceChangeState>().notNull(),
    askedBy: uuid().notNull(),
    decidedBy: uuid(),
    ...timestamps,
  },
  (table) => [
    index("balance_changes_waiting_first_idx").on(sql`((${table.state} = 'waiting'))`, table.createdAt, table.id),
    index("balance_changes_alone_idx")
      .on(table.askedBy, table.createdAt)
      .where(sql`${table.state} = 'booked' and ${table.decidedBy} is null`),
    check("balance_changes_two_people", sql`${table.decidedBy} is null or ${table.decidedBy} <> ${table.askedBy}`),
    check("balance_changes_amount_not_zero", sql`${table.amount} <> 0`),
  ],
);
