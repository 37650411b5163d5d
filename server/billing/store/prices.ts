import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prices } from "@/db/schema/billing";
import { DomainError, type Keyset } from "@/server/kernel";
import type { Meter } from "../contract";

export type PriceRow = typeof prices.$inferSelect;

interface Wanted {
  readonly meters: readonly Meter[];
  readonly targets: readonly string[];
  readonly currency: string;
  readonly at: Date;
}

/** The version in force of every wanted pair of meter and target that has one. */
export const listPricesInForce = (db: Db, { meters, targets, currency, at }: Wanted): Promise<PriceRow[]> =>
  db
    .selectDistinctOn([prices.meter, prices.target])
    .from(prices)
    .where(
      and(
        inArray(prices.meter, [...meters]),
        inArray(prices.target, [...targets]),
        eq(prices.currency, currency),
        lte(prices.effectiveFrom, at),
      ),
    )
    .orderBy(prices.meter, prices.target, desc(prices.effectiveFrom));

/** A version that already exists stays as it is. */
export async function insertPrices(db: Db, rows: readonly PriceRow[]): Promise<void> {
  await db
    .insert(prices)
    .values([...rows])
    .onConflictDoNothing();
}

/** Throws `conflict` when this moment already has a price. */
export async function insertPrice(db: Db, row: PriceRow): Promise<void> {
  const inserted = await db.insert(prices).values(row).onConflictDoNothing().returning({ id: prices.id });
  if (inserted.length === 0) throw new DomainError("conflict", "There is already a price from this moment on");
}

export async function hasPrices(db: Db, currency: string): Promise<boolean> {
  const rows = await db.select({ id: prices.id }).from(prices).where(eq(prices.currency, currency)).limit(1);
  return rows.length > 0;
}

/** Newest version first. */
export const listPriceRows = (db: Db, after: Keyset | null, limit: number): Promise<PriceRow[]> =>
  db
    .select()
    .from(prices)
    .where(
      after
        ? sql`(${prices.effectiveFrom}, ${prices.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
        : undefined,
    )
    .orderBy(desc(prices.effectiveFrom), desc(prices.id))
    .limit(limit);
