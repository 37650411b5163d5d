import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  ledgerAccounts,
  ledgerEntries,
  ledgerTransactions,
  runCharges,
  runIntervals,
  usageEvents,
} from "@/db/schema/billing";
import type { Month } from "../month";

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

interface Asked {
  readonly ownerId: string;
  readonly currency: string;
  readonly month: Month;
  /** The row after which to go on. */
  readonly after: ChargeRow | null;
  readonly limit: number;
}

/** Single charges of a month in the order of their bookings; together they are the charges of its statement. */
export async function listCharged(db: Db, { ownerId, currency, month, after, limit }: Asked): Promise<ChargeRow[]> {
  const from = sql`${after?.bookedAt ?? month.start.toISOString()}::timestamptz`;
  const within = sql`t.booked_at >= ${from} and t.booked_at < ${month.end.toISOString()}::timestamptz`;
  const place = after
    ? sql`where (booked_at, transaction_id, kind, id) >
        (${after.bookedAt}::timestamptz, ${after.transactionId}::uuid, ${after.kind}::text, ${after.id}::uuid)`
    : sql``;
  const rows = await db.execute<Omit<ChargeRow, "amount" | "quantity"> & { amount: string; quantity: string }>(sql`
    with calls as (
      select t.booked_at, t.id as transaction_id, u.id, u.model, u.input_tokens + u.output_tokens as tokens, u.cost
        from ${usageEvents} u join ${ledgerTransactions} t on t.id = u.transaction_id
       where u.owner_id = ${ownerId}::uuid and u.currency = ${currency} and ${within}
    ), charges as (
      select booked_at, transaction_id, 'tokens' as kind, id, model as sku, tokens as quantity, cost as amount from calls
      union all
      select t.booked_at, t.id, 'minutes', i.id, i.sku, (c.to_minute - c.from_minute) * c.replicas, c.cost
        from ${runIntervals} i join ${runCharges} c on c.interval_id = i.id
        join ${ledgerTransactions} t on t.idem = 'minutes:' || c.interval_id::text || ':' || c.from_minute::text
       where i.owner_id = ${ownerId}::uuid and i.currency = ${currency} and ${within}
      union all
      select t.booked_at, t.id, 'borne', t.id, '', 0, sum(e.amount)
        from ${ledgerTransactions} t join ${ledgerEntries} e on e.transaction_id = t.id
        join ${ledgerAccounts} a on a.id = e.account_id and a.kind = 'platform_loss'
       where t.id in (select transaction_id from calls) group by t.booked_at, t.id
      union all
      select t.booked_at, t.id, 'refund', t.id, '', 0, -sum(e.amount)
        from ${ledgerAccounts} a join ${ledgerEntries} e on e.account_id = a.id
        join ${ledgerTransactions} t on t.id = e.transaction_id
       where a.owner_id = ${ownerId}::uuid and a.currency = ${currency} and t.kind = 'refund' and ${within}
       group by t.booked_at, t.id
    )
    select to_char(booked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "bookedAt",
           transaction_id::text as "transactionId", kind, id::text as id, sku,
           quantity::text as quantity, amount::text as amount
      from charges ${place}
     order by booked_at, transaction_id, kind, id limit ${limit}`);
  return rows.map(({ quantity, amount, ...row }) => ({ ...row, quantity: Number(quantity), amount: BigInt(amount) }));
}
