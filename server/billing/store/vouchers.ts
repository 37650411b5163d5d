import { and, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { vouchers, voucherUses } from "@/db/schema/billing/funds";
import { notFound, type Slice } from "@/server/kernel";

export type VoucherRow = typeof vouchers.$inferSelect;

export async function insertVoucher(db: Db, row: VoucherRow): Promise<void> {
  await db.insert(vouchers).values(row);
}

interface Redemption {
  readonly codeHash: string;
  readonly at: Date;
}

/** Counts one use of a code that can still be redeemed, in the caller's transaction; `null` where it cannot be. */
export async function takeUse(db: Db, { codeHash, at }: Redemption): Promise<VoucherRow | null> {
  const [row] = await db
    .update(vouchers)
    .set({ used: sql`${vouchers.used} + 1`, updatedAt: at })
    .where(
      and(
        eq(vouchers.codeHash, codeHash),
        lt(vouchers.used, vouchers.maxUses),
        isNull(vouchers.revokedAt),
        or(isNull(vouchers.expiresAt), gt(vouchers.expiresAt, at)),
      ),
    )
    .returning();
  return row ?? null;
}

/** Whether this account had not redeemed it before. */
export async function insertUse(db: Db, row: typeof voucherUses.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(voucherUses).values(row).onConflictDoNothing().returning({ at: voucherUses.usedAt });
  return inserted.length > 0;
}

export async function revokeVoucherRow(db: Db, id: string, at: Date): Promise<VoucherRow> {
  const [row] = await db
    .update(vouchers)
    .set({ revokedAt: sql`coalesce(${vouchers.revokedAt}, ${at.toISOString()}::timestamptz)`, updatedAt: at })
    .where(eq(vouchers.id, id))
    .returning();
  if (!row) throw notFound("Voucher", id);
  return row;
}

/** Newest first. */
export const listVoucherRows = (db: Db, { after, limit }: Slice): Promise<VoucherRow[]> =>
  db
    .select()
    .from(vouchers)
    .where(
      after
        ? sql`(${vouchers.createdAt}, ${vouchers.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
        : undefined,
    )
    .orderBy(desc(vouchers.createdAt), desc(vouchers.id))
    .limit(limit);
