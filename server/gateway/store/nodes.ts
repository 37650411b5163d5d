import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { gatewayDatabase, gatewayNodes } from "@/db/schema/gateway";
import { type Ctx, newRow } from "@/server/kernel";

const ONLY_ROW = 1;

/** The name of this database: made once, and kept by backups. */
export async function databaseId(ctx: Ctx): Promise<string> {
  const { id, createdAt } = newRow(ctx);
  await ctx.db.insert(gatewayDatabase).values({ row: ONLY_ROW, id, createdAt }).onConflictDoNothing();
  const [row] = await ctx.db.select({ id: gatewayDatabase.id }).from(gatewayDatabase);
  if (!row) throw new Error("the database has just been given a name");
  return row.id;
}

/** Counts a start of a node: higher than all before, also than those that the database has lost. */
export async function beginEpoch(ctx: Ctx, id: string, highest: number): Promise<number> {
  const now = ctx.now();
  const [row] = await ctx.db
    .insert(gatewayNodes)
    .values({ id, epoch: highest + 1, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: gatewayNodes.id,
      set: { epoch: sql`greatest(${gatewayNodes.epoch}, ${highest}::integer) + 1`, updatedAt: now },
    })
    .returning({ epoch: gatewayNodes.epoch });
  if (!row) throw new Error("a start was not counted");
  return row.epoch;
}

/** Changes when the server is another one, or went on from an earlier moment (a timeline, PostgreSQL 26.3). */
export async function historyOf(db: Db): Promise<string> {
  const [row] = await db.execute<{ history: string }>(sql`
    select system_identifier::text || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as history
      from pg_control_system()`);
  if (!row) throw new Error("the server has a history");
  return row.history;
}
