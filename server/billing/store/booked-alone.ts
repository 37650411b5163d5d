import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { balanceChanges, vouchers } from "@/db/schema/billing/funds";

/** Makes what one person books alone happen one after the other, until the transaction ends. */
export const lockBooker = (db: Db, userId: string) => lockFor(db, "billing.booker", userId);

interface Asked {
  readonly userId: string;
  readonly currency: string;
  readonly since: Date;
}

/** Nano-units that somebody booked without a second person, and gave in codes; of one that was ended, what was used. */
export async function sumBookedAlone(db: Db, { userId, currency, since }: Asked): Promise<bigint> {
  const at = sql`${since.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ total: string }>(sql`
    select ((select coalesce(sum(abs(amount)), 0) from ${balanceChanges}
              where asked_by = ${userId}::uuid and created_at > ${at} and currency = ${currency}
                and state = 'booked' and decided_by is null)
          + (select coalesce(sum(amount * case when revoked_at is null then max_uses else used end), 0) from ${vouchers}
              where created_by = ${userId}::uuid and created_at > ${at} and currency = ${currency}))::text as total`);
  return BigInt(row?.total ?? 0);
}
