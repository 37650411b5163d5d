import { and, desc, eq, gte, inArray, lt, notInArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  ledgerAccounts,
  ledgerEntries,
  ledgerTransactions,
  runCharges,
  runIntervals,
  usageEvents,
} from "@/db/schema/billing";
import { CHARGES } from "../charge";
import type { PostingKind } from "../contract";
import type { Month } from "../month";
import { minutesKeyOf } from "./minutes-key";

interface Wallet {
  readonly ownerId: string;
  readonly currency: string;
}

const total = sql<string>`coalesce(sum(${ledgerEntries.amount}), 0)::text`;

const ofWallet = ({ ownerId, currency }: Wallet) =>
  and(eq(ledgerAccounts.ownerId, ownerId), eq(ledgerAccounts.currency, currency));

const within = ({ start, end }: Month) =>
  and(gte(ledgerTransactions.bookedAt, start), lt(ledgerTransactions.bookedAt, end));

/** Entries on all accounts of a customer, with their transactions. */
const ownEntries = (db: Db) =>
  db
    .select({ total })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId));

const nanoOf = (rows: readonly { readonly total: string }[]): bigint => BigInt(rows[0]?.total ?? 0);

/** Money there is less what is owed, before a moment, in nano-units. */
export const positionBefore = async (db: Db, wallet: Wallet, at: Date): Promise<bigint> =>
  nanoOf(await ownEntries(db).where(and(ofWallet(wallet), lt(ledgerTransactions.bookedAt, at))));

/** What was charged since a moment, less what was taken back, in nano-units. */
export const chargedSince = async (db: Db, { since, ...wallet }: Wallet & { readonly since: Date }): Promise<bigint> =>
  -nanoOf(
    await ownEntries(db).where(
      and(ofWallet(wallet), inArray(ledgerTransactions.kind, CHARGES), gte(ledgerTransactions.bookedAt, since)),
    ),
  );

/** Nano-units that moved in a month, by kind: what customers pay is negative. */
export async function sumKinds(db: Db, wallet: Wallet, month: Month): Promise<ReadonlyMap<PostingKind, bigint>> {
  const rows = await db
    .select({ kind: ledgerTransactions.kind, total })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .where(and(ofWallet(wallet), within(month)))
    .groupBy(ledgerTransactions.kind);
  return new Map(rows.map(({ kind, total }) => [kind, BigInt(total)]));
}

/** What is no charge, newest first. */
export async function listMovements(db: Db, wallet: Wallet, { limit, ...month }: Month & { readonly limit: number }) {
  const rows = await db
    .select({ kind: ledgerTransactions.kind, at: ledgerTransactions.bookedAt, meta: ledgerTransactions.meta, total })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .where(and(ofWallet(wallet), within(month), notInArray(ledgerTransactions.kind, [...CHARGES, "settlement"])))
    .groupBy(ledgerTransactions.id)
    .orderBy(desc(ledgerTransactions.bookedAt), desc(ledgerTransactions.id))
    .limit(limit);
  return rows.map(({ total, ...row }) => ({ ...row, amount: BigInt(total) }));
}

export interface LineSum {
  readonly sku: string;
  readonly quantity: number;
  readonly amount: bigint;
}

const lineFrom = ({ amount, ...line }: { sku: string; quantity: number; amount: string }): LineSum => ({
  ...line,
  amount: BigInt(amount),
});

const ofUsage = ({ ownerId, currency }: Wallet, month: Month) =>
  and(eq(usageEvents.ownerId, ownerId), eq(usageEvents.currency, currency), within(month));

/** Tokens and their cost in a month, by model. */
export async function sumTokens(db: Db, wallet: Wallet, month: Month): Promise<LineSum[]> {
  const rows = await db
    .select({
      sku: usageEvents.model,
      quantity: sql`sum(${usageEvents.inputTokens} + ${usageEvents.outputTokens})`.mapWith(Number),
      amount: sql<string>`sum(${usageEvents.cost})::text`,
    })
    .from(usageEvents)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, usageEvents.transactionId))
    .where(ofUsage(wallet, month))
    .groupBy(usageEvents.model)
    .orderBy(sql`sum(${usageEvents.cost}) desc`, usageEvents.model);
  return rows.map(lineFrom);
}

/** What the platform bore of that; zero or less. */
export async function sumBorne(db: Db, wallet: Wallet, month: Month): Promise<bigint> {
  const booked = db
    .select({ id: usageEvents.transactionId })
    .from(usageEvents)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, usageEvents.transactionId))
    .where(ofUsage(wallet, month));
  const rows = await db
    .select({ total })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .where(and(eq(ledgerAccounts.kind, "platform_loss"), inArray(ledgerEntries.transactionId, booked)));
  return nanoOf(rows);
}

/** Minutes of replicas and their cost in a month, by instance type. */
export async function sumRuns(db: Db, { ownerId, currency }: Wallet, month: Month): Promise<LineSum[]> {
  const idem = minutesKeyOf(runCharges.intervalId, runCharges.fromMinute);
  const rows = await db
    .select({
      sku: runIntervals.sku,
      quantity: sql`sum((${runCharges.toMinute} - ${runCharges.fromMinute}) * ${runCharges.replicas})`.mapWith(Number),
      amount: sql<string>`sum(${runCharges.cost})::text`,
    })
    .from(runIntervals)
    .innerJoin(runCharges, eq(runCharges.intervalId, runIntervals.id))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.idem, idem))
    .where(and(eq(runIntervals.ownerId, ownerId), eq(runIntervals.currency, currency), within(month)))
    .groupBy(runIntervals.sku)
    .orderBy(runIntervals.sku);
  return rows.map(lineFrom);
}

/** Months in which something was booked for a customer, newest first, before a month if one is given. */
export async function listMonths(db: Db, wallet: Wallet, { before, limit }: { before: string | null; limit: number }) {
  const month = sql<string>`to_char(${ledgerTransactions.bookedAt} at time zone 'UTC', 'YYYY-MM')`;
  const isCharge = inArray(ledgerTransactions.kind, CHARGES);
  const rows = await db
    .select({
      month,
      charged: sql<string>`(-coalesce(sum(${ledgerEntries.amount}) filter (where ${isCharge}), 0))::text`,
      moved: sql<string>`coalesce(sum(${ledgerEntries.amount}) filter (where not ${isCharge}), 0)::text`,
    })
    .from(ledgerEntries)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, ledgerEntries.accountId))
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, ledgerEntries.transactionId))
    .where(and(ofWallet(wallet), before === null ? undefined : sql`${month} < ${before}`))
    .groupBy(sql`1`)
    .orderBy(sql`1 desc`)
    .limit(limit);
  return rows.map(({ charged, moved, ...row }) => ({ ...row, charged: BigInt(charged), moved: BigInt(moved) }));
}
