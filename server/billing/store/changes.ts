import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { balanceChanges } from "@/db/schema/billing/funds";
import { notFound, type Slice } from "@/server/kernel";
import type { BalanceChangeState } from "../contract/funds";

export type BalanceChangeRow = typeof balanceChanges.$inferSelect;

/** Whether it was new: the same id twice is one change. */
export async function insertChange(db: Db, row: BalanceChangeRow): Promise<boolean> {
  const inserted = await db
    .insert(balanceChanges)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: balanceChanges.id });
  return inserted.length > 0;
}

/** The row, locked until the end of the transaction. */
export async function lockChange(db: Db, id: string): Promise<BalanceChangeRow> {
  const [row] = await db.select().from(balanceChanges).where(eq(balanceChanges.id, id)).for("update");
  if (!row) throw notFound("Balance change", id);
  return row;
}

type Decision = Pick<BalanceChangeRow, "state" | "decidedBy" | "updatedAt">;

export async function decideChange(db: Db, id: string, decision: Decision): Promise<void> {
  await db.update(balanceChanges).set(decision).where(eq(balanceChanges.id, id));
}

interface Asked extends Slice {
  readonly state: BalanceChangeState | undefined;
}

/** Newest first. */
export const listChanges = (db: Db, { state, after, limit }: Asked): Promise<BalanceChangeRow[]> =>
  db
    .select()
    .from(balanceChanges)
    .where(
      and(
        state === undefined ? undefined : eq(balanceChanges.state, state),
        after
          ? sql`(${balanceChanges.createdAt}, ${balanceChanges.id}) < (${after.sort}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(balanceChanges.createdAt), desc(balanceChanges.id))
    .limit(limit);
