import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { AccountKind, IntervalEnd, Meter, PostingKind, UsageBasis } from "@/server/billing/contract";
import { funds } from "./billing/funds";

const nano = () => bigint({ mode: "bigint" });
const count = () => bigint({ mode: "number" });
const currency = () => char({ length: 3 });

/** Versions of the price list: the newest row whose `effectiveFrom` has come counts. Rows are never changed. */
export const prices = pgTable(
  "prices",
  {
    id: id<string>(),
    meter: text().$type<Meter>().notNull(),
    /** A repository id for token meters, an instance type for time; empty for everything without a price of its own. */
    target: text().notNull(),
    currency: currency().notNull(),
    /** Nano-units for one priced quantity of the meter. */
    amount: nano().notNull(),
    effectiveFrom: moment().notNull(),
    createdBy: uuid(),
    createdAt: moment().notNull(),
  },
  (table) => [
    unique("prices_version_key").on(table.meter, table.target, table.currency, table.effectiveFrom),
    check("prices_amount_not_negative", sql`${table.amount} >= 0`),
  ],
);

export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    id: id<string>(),
    /** `null` for the accounts of the installation itself. */
    ownerId: uuid(),
    kind: text().$type<AccountKind>().notNull(),
    currency: currency().notNull(),
    /** Money that is given for a time lies in accounts of its own, one for each fund. */
    fundId: uuid().references(() => funds.id, { onDelete: "restrict" }),
  },
  (table) => [
    unique("ledger_accounts_owner_kind_key")
      .on(table.ownerId, table.kind, table.currency, table.fundId)
      .nullsNotDistinct(),
    unique("ledger_accounts_currency_key").on(table.id, table.currency),
  ],
);

export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: id<string>(),
    kind: text().$type<PostingKind>().notNull(),
    /** The customer whose money it moves. */
    ownerId: uuid(),
    /** What may be booked once only, such as `minutes:<interval>:<from>`. */
    idem: text().notNull().unique(),
    bookedAt: moment().notNull(),
    /** The transaction that this one takes back; once at most. */
    reverses: uuid(),
    meta: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  },
  (table) => [
    uniqueIndex("ledger_transactions_reverses_key").on(table.reverses).where(sql`${table.reverses} is not null`),
    index("ledger_transactions_owner_idx").on(table.ownerId, table.bookedAt, table.id),
    foreignKey({ name: "ledger_transactions_reverses_fk", columns: [table.reverses], foreignColumns: [table.id] }),
  ],
);

/** Debit negative, credit positive; the entries of a transaction add up to zero in each currency. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    transactionId: uuid()
      .notNull()
      .references(() => ledgerTransactions.id, { onDelete: "restrict" }),
    seq: smallint().notNull(),
    accountId: uuid().notNull(),
    currency: currency().notNull(),
    amount: nano().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transactionId, table.seq] }),
    index("ledger_entries_account_idx").on(table.accountId),
    foreignKey({
      name: "ledger_entries_account_fk",
      columns: [table.accountId, table.currency],
      foreignColumns: [ledgerAccounts.id, ledgerAccounts.currency],
    }),
    check("ledger_entries_amount_not_zero", sql`${table.amount} <> 0`),
  ],
);

/** Sums of entries, kept by a trigger. */
export const accountBalances = pgTable(
  "account_balances",
  {
    accountId: uuid()
      .primaryKey()
      .references(() => ledgerAccounts.id, { onDelete: "restrict" }),
    balance: nano().notNull(),
    floor: nano(),
  },
  (table) => [check("account_balances_floor", sql`${table.floor} is null or ${table.balance} >= ${table.floor}`)],
);

/** Postpaid: what an owner may owe at most. No row, or `null`, is no limit. */
export const wallets = pgTable(
  "wallets",
  {
    ownerId: uuid().notNull(),
    currency: currency().notNull(),
    creditLimit: nano(),
    updatedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.currency] }),
    check("wallets_limit_not_negative", sql`${table.creditLimit} >= 0`),
  ],
);

export const usageEvents = pgTable(
  "usage_events",
  {
    /** Chosen by who measures: the same event twice is one event. */
    id: id<string>(),
    occurredAt: moment().notNull(),
    ownerId: uuid().notNull(),
    keyId: uuid(),
    model: text().notNull(),
    repoId: uuid().notNull(),
    inputTokens: count().notNull(),
    /** The part of the input that was in a cache, where it has a price of its own. */
    cachedInputTokens: count().notNull().default(0),
    outputTokens: count().notNull(),
    /** Ids of price versions; of a provider's model its own id, whose trail has its prices. */
    inputPriceId: uuid().notNull(),
    outputPriceId: uuid().notNull(),
    cost: nano().notNull(),
    currency: currency().notNull(),
    basis: text().$type<UsageBasis>().notNull(),
    /** What booked it; `null` for what cost nothing, and for what was booked before this was written down. */
    transactionId: uuid(),
  },
  (table) => [
    index("usage_events_owner_idx").on(table.ownerId, table.occurredAt),
    index("usage_events_transaction_idx").on(table.transactionId),
    check(
      "usage_events_not_negative",
      sql`${table.cost} >= 0 and ${table.inputTokens} >= 0 and ${table.outputTokens} >= 0`,
    ),
  ],
);

/** Sums of usage events by UTC day, written with the events. */
export const usageDaily = pgTable(
  "usage_daily",
  {
    ownerId: uuid().notNull(),
    /** The zero UUID for calls without an API key. */
    keyId: uuid().notNull(),
    model: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    currency: currency().notNull(),
    requests: count().notNull(),
    inputTokens: count().notNull(),
    outputTokens: count().notNull(),
    cost: nano().notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.day, table.keyId, table.model, table.currency] })],
);

/** One row for each uninterrupted run with the same price and number of replicas. */
export const runIntervals = pgTable(
  "run_intervals",
  {
    id: id<string>(),
    instanceId: uuid().notNull(),
    ownerId: uuid().notNull(),
    label: text().notNull(),
    sku: text().notNull(),
    priceId: uuid().notNull(),
    /** Nano-units for a replica-hour, as the price said when the run started. */
    amount: nano().notNull(),
    currency: currency().notNull(),
    replicas: integer().notNull(),
    startedAt: moment().notNull(),
    lastSeenAt: moment().notNull(),
    endedAt: moment(),
    endReason: text().$type<IntervalEnd>(),
    billedMinutes: integer().notNull(),
    cost: nano().notNull(),
    ...timestamps,
  },
  (table) => [
    uniqueIndex("run_intervals_open_key").on(table.instanceId).where(sql`${table.endedAt} is null`),
    index("run_intervals_owner_idx").on(table.ownerId, table.startedAt, table.id),
    index("run_intervals_instance_idx").on(table.instanceId, table.startedAt),
  ],
);

export const runCharges = pgTable(
  "run_charges",
  {
    intervalId: uuid()
      .notNull()
      .references(() => runIntervals.id, { onDelete: "restrict" }),
    fromMinute: integer().notNull(),
    toMinute: integer().notNull(),
    replicas: integer().notNull(),
    cost: nano().notNull(),
    chargedAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.intervalId, table.fromMinute] }),
    check("run_charges_forward", sql`${table.toMinute} > ${table.fromMinute}`),
  ],
);
