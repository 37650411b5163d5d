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

const isWaiting = sql`(${balanceChanges.state} = 'waiting')`;
const WAITING = "waiting ";

/** What `listChanges` orders by. */
export const placeOf = ({ id, state, createdAt }: BalanceChangeRow) => ({
  sort: `${state === "waiting" ? WAITING : ""}${createdAt.toISOString()}`,
  id,
});

interface Asked extends Slice {
  readonly state: BalanceChangeState | undefined;
}

/** Those that wait first, then newest first. */
export const listChanges = (db: Db, { state, after, limit }: Asked): Promise<BalanceChangeRow[]> =>
  db
    .select()
    .from(balanceChanges)
    .where(
      and(
        state === undefined ? undefined : eq(balanceChanges.state, state),
        after
          ? sql`(${isWaiting}, ${balanceChanges.createdAt}, ${balanceChanges.id}) <
              (${after.sort.startsWith(WAITING)}::boolean, ${after.sort.replace(WAITING, "")}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(isWaiting), desc(balanceChanges.createdAt), desc(balanceChanges.id))
    .limit(limit);
