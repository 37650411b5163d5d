import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { records } from "@/db/records";
import { usageDaily, usageEvents } from "@/db/schema/billing";
import type { Slice } from "@/server/kernel";
import type { UsageGroup } from "../contract";

type UsageRow = typeof usageEvents.$inferSelect;

/** Ids of the events that were not known before. */
export async function insertUsageEvents(db: Db, rows: readonly UsageRow[]): Promise<ReadonlySet<string>> {
  const inserted = await db
    .insert(usageEvents)
    .select(records(usageEvents, rows))
    .onConflictDoNothing({ target: usageEvents.id })
    .returning({ id: usageEvents.id });
  return new Set(inserted.map(({ id }) => id));
}

/** Adds to the sums of a day; each row of another (owner, day, key, model). */
export async function addUsageDaily(db: Db, rows: readonly (typeof usageDaily.$inferInsert)[]): Promise<void> {
  await db
    .insert(usageDaily)
    .values([...rows])
    .onConflictDoUpdate({
      target: [usageDaily.ownerId, usageDaily.day, usageDaily.keyId, usageDaily.model, usageDaily.currency],
      set: {
        requests: sql`${usageDaily.requests} + excluded.requests`,
        inputTokens: sql`${usageDaily.inputTokens} + excluded.input_tokens`,
        outputTokens: sql`${usageDaily.outputTokens} + excluded.output_tokens`,
        cost: sql`${usageDaily.cost} + excluded.cost`,
      },
    });
}

export interface UsageFilter {
  /** `null` sums up everybody. */
  readonly ownerId: string | null;
  /** UTC days, the second one exclusive. */
  readonly from: string;
  readonly to: string;
  readonly currency: string;
}

export interface UsageSum {
  /** Key id, model or day. */
  readonly group: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: bigint;
}

const COLUMN_OF = { key: usageDaily.keyId, model: usageDaily.model, day: usageDaily.day } as const;

interface Asked extends Slice<string> {
  readonly groupBy: UsageGroup;
}

/** Sums of usage, one row for each group, in the order of the groups. */
export async function sumUsage(db: Db, filter: UsageFilter, { groupBy, after, limit }: Asked): Promise<UsageSum[]> {
  const group = sql<string>`${COLUMN_OF[groupBy]}::text`;
  const rows = await db
    .select({ group, ...SUMS })
    .from(usageDaily)
    .where(and(within(filter), after === null ? undefined : sql`${group} collate "C" > ${after}`))
    .groupBy(sql`1`)
    .orderBy(sql`${group} collate "C"`)
    .limit(limit);
  return rows.map(({ cost, ...row }) => ({ ...row, cost: BigInt(cost) }));
}

/** Cost of all tokens of a stretch of days, in nano-units. */
export async function totalUsage(db: Db, filter: UsageFilter): Promise<Omit<UsageSum, "group">> {
  const [row] = await db.select(SUMS).from(usageDaily).where(within(filter));
  if (!row) throw new Error("a sum is always one row");
  return { ...row, cost: BigInt(row.cost) };
}

/** The stored sums themselves, by day, key and model. */
export const listUsageDays = (db: Db, filter: UsageFilter, { offset, limit }: { offset: number; limit: number }) =>
  db
    .select()
    .from(usageDaily)
    .where(within(filter))
    .orderBy(usageDaily.day, usageDaily.keyId, usageDaily.model)
    .limit(limit)
    .offset(offset);

const SUMS = {
  requests: sql`coalesce(sum(${usageDaily.requests}), 0)`.mapWith(Number),
  inputTokens: sql`coalesce(sum(${usageDaily.inputTokens}), 0)`.mapWith(Number),
  outputTokens: sql`coalesce(sum(${usageDaily.outputTokens}), 0)`.mapWith(Number),
  cost: sql<string>`coalesce(sum(${usageDaily.cost}), 0)::text`,
};

const within = ({ ownerId, from, to, currency }: UsageFilter) =>
  and(
    ownerId === null ? undefined : eq(usageDaily.ownerId, ownerId),
    gte(usageDaily.day, from),
    lt(usageDaily.day, to),
    eq(usageDaily.currency, currency),
  );
