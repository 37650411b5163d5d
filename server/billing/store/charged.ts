import { and, asc, eq, gte, inArray, lt, sql } from "drizzle-orm";
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
import type { Month } from "../month";
import { minutesIn } from "./minutes-key";

export interface ChargeRow {
  /** ISO 8601. */
  readonly bookedAt: string;
  readonly transactionId: string;
  readonly kind: "tokens" | "minutes" | "borne" | "refund";
  /** Of the call or run; of its booking for what is neither. */
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  /** Nano-units. */
  readonly amount: bigint;
}

export type Booking = Pick<typeof ledgerTransactions.$inferSelect, "id" | "bookedAt">;

interface Asked {
  readonly ownerId: string;
  readonly month: Month;
  /** The booking after which to go on. */
  readonly after: Booking | null;
  readonly limit: number;
}

/** Bookings of a month that charged a customer or took a charge back, in their order, by an index of them. */
export const listBookings = (db: Db, { ownerId, month, after, limit }: Asked) => {
  const { id, bookedAt } = ledgerTransactions;
  return db
    .select({ id, bookedAt })
    .from(ledgerTransactions)
    .where(
      and(
        eq(ledgerTransactions.ownerId, ownerId),
        inArray(ledgerTransactions.kind, [...CHARGES]),
        gte(bookedAt, month.start),
        lt(bookedAt, month.end),
        after
          ? sql`(${bookedAt}, ${id}) > (${after.bookedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(bookedAt), asc(id))
    .limit(limit);
};

interface Wallet {
  readonly ownerId: string;
  readonly currency: string;
}

/** What some bookings of a customer are made of, in their order: together they are the charges of a statement. */
export async function listCharged(
  db: Db,
  { ownerId, currency }: Wallet,
  bookings: readonly Booking[],
): Promise<ChargeRow[]> {
  const ids = `{${bookings.map(({ id }) => id).join(",")}}`;
  const run = minutesIn(sql`b.kind`, sql`b.idem`);
  const rows = await db.execute<Omit<ChargeRow, "amount" | "quantity"> & { amount: string; quantity: string }>(sql`
    with bookings as (
      select id, kind, idem, booked_at from ${ledgerTransactions} where id = any(${ids}::uuid[])
    ), charges as (
      select b.booked_at, b.id as transaction_id, 'tokens' as kind, u.id, u.model as sku,
             u.input_tokens + u.output_tokens as quantity, u.cost as amount
        from bookings b join ${usageEvents} u on u.transaction_id = b.id
       where u.owner_id = ${ownerId}::uuid and u.currency = ${currency}
      union all
      select b.booked_at, b.id, 'minutes', i.id, i.sku, (c.to_minute - c.from_minute) * c.replicas, c.cost
        from bookings b
        join ${runCharges} c on c.interval_id = ${run.intervalId} and c.from_minute = ${run.fromMinute}
        join ${runIntervals} i on i.id = c.interval_id
       where i.owner_id = ${ownerId}::uuid and i.currency = ${currency}
      union all
      select b.booked_at, b.id, 'borne', b.id, '', 0, sum(e.amount)
        from bookings b join ${ledgerEntries} e on e.transaction_id = b.id
        join ${ledgerAccounts} a on a.id = e.account_id and a.kind = 'platform_loss'
       where b.kind = 'usage' and e.currency = ${currency} group by b.booked_at, b.id
      union all
      select b.booked_at, b.id, 'refund', b.id, '', 0, -sum(e.amount)
        from bookings b join ${ledgerEntries} e on e.transaction_id = b.id
        join ${ledgerAccounts} a on a.id = e.account_id
       where b.kind = 'refund' and a.owner_id = ${ownerId}::uuid and a.currency = ${currency}
       group by b.booked_at, b.id
    )
    select to_char(booked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "bookedAt",
           transaction_id::text as "transactionId", kind, id::text as id, sku,
           quantity::text as quantity, amount::text as amount
      from charges order by booked_at, transaction_id, kind, id`);
  return rows.map(({ quantity, amount, ...row }) => ({ ...row, quantity: Number(quantity), amount: BigInt(amount) }));
}
