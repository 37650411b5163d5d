import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, moment, timestamps } from "@/db/columns";
import type { BudgetKind, BudgetMode, BudgetPeriod } from "@/server/billing/contract";

const nano = () => bigint({ mode: "bigint" });

/** Whose money a budget limits: a key, a member or a resource group of an owner, or the owner as a whole. */
const subject = {
  kind: text().$type<BudgetKind>().notNull(),
  ref: uuid().notNull(),
  /** Who pays. */
  ownerId: uuid().notNull(),
  period: text().$type<BudgetPeriod>().notNull(),
  currency: char({ length: 3 }).notNull(),
};

/** What somebody may spend in each period. */
export const budgets = pgTable(
  "budgets",
  { ...subject, mode: text().$type<BudgetMode>().notNull(), lim: nano().notNull(), ...timestamps },
  (table) => [
    primaryKey({ columns: [table.kind, table.ref, table.ownerId, table.period, table.currency] }),
    check("budgets_limit_not_negative", sql`${table.lim} >= 0`),
  ],
);

/** A budget in one of its periods: a new period is a new row. Changed by deltas in single guarded statements only. */
export const budgetScopes = pgTable(
  "budget_scopes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ...subject,
    periodStart: moment().notNull(),
    /** Exclusive; `null` is never. */
    periodEnd: moment(),
    mode: text().$type<BudgetMode>().notNull(),
    lim: nano().notNull(),
    /** While more is spent and leased than the limit allows: where `lim` goes as leases come back. */
    limTarget: nano(),
    spent: nano().notNull().default(sql`0`),
    /** Granted to processes and neither settled nor returned. */
    leased: nano().notNull().default(sql`0`),
    lastGrant: nano(),
    /** Counts changes of the limit. */
    version: integer().notNull().default(0),
    /** When a process last got nothing: others then return what they do not use. */
    wantedAt: moment(),
    /** The highest share in percent of which somebody was told. */
    alerted: smallint().notNull().default(0),
  },
  (table) => [
    unique("budget_scopes_period_key").on(
      table.kind,
      table.ref,
      table.ownerId,
      table.period,
      table.currency,
      table.periodStart,
    ),
    check("budget_scopes_not_negative", sql`${table.spent} >= 0 and ${table.leased} >= 0 and ${table.lim} >= 0`),
    check("never_over", sql`${table.mode} = 'soft' or ${table.spent} + ${table.leased} <= ${table.lim}`),
  ],
);

/** A part of a budget that one process may spend without asking. */
export const budgetLeases = pgTable(
  "budget_leases",
  {
    id: id<string>(),
    scopeId: bigint({ mode: "number" })
      .notNull()
      .references(() => budgetScopes.id, { onDelete: "restrict" }),
    /** The process. */
    node: uuid().notNull(),
    granted: nano().notNull().default(sql`0`),
    settled: nano().notNull().default(sql`0`),
    returned: nano().notNull().default(sql`0`),
    /** By the clock of the database. */
    expiresAt: moment().notNull(),
    /** `suspense`: nobody was heard of it for too long; it still counts until it is released. */
    state: text().$type<"open" | "suspense" | "closed">().notNull().default("open"),
  },
  (table) => [
    index("budget_leases_open_idx").on(table.expiresAt).where(sql`${table.state} = 'open'`),
    index("budget_leases_suspense_idx").on(table.expiresAt).where(sql`${table.state} = 'suspense'`),
    check(
      "budget_leases_within_grant",
      sql`${table.settled} >= 0 and ${table.returned} >= 0 and ${table.settled} + ${table.returned} <= ${table.granted}`,
    ),
  ],
);
