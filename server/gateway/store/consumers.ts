import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { gatewayRequests } from "@/db/schema/gateway";
import type { Slice } from "@/server/kernel";
import type { ConsumerGroup } from "../contract";

/** Whose calls: with a key, of a member, of models in a resource group. */
export interface HeldBy {
  readonly kind: keyof typeof HELD_BY;
  readonly id: string;
}

interface Asked extends Slice<{ readonly cost: bigint; readonly group: string }> {
  readonly ownerId: string;
  /** `null` is everything that the owner pays. */
  readonly of: HeldBy | null;
  readonly by: ConsumerGroup;
  readonly start: Date;
  /** Exclusive; `null` is no end. */
  readonly end: Date | null;
  readonly currency: string;
}

export interface ConsumerSum {
  /** Model, or id of a member or key; empty for calls without a key. */
  readonly group: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: bigint;
  /** Cost of all groups together. */
  readonly total: bigint;
}

const HELD_BY = {
  key: gatewayRequests.keyId,
  member: gatewayRequests.userId,
  group: gatewayRequests.groupId,
} as const;

const COLUMN_OF = {
  model: gatewayRequests.model,
  member: gatewayRequests.userId,
  key: gatewayRequests.keyId,
} as const;

interface Row extends Record<string, unknown> {
  readonly group: string;
  readonly requests: number;
  readonly input: string;
  readonly output: string;
  readonly cost: string;
  readonly total: string;
}

/** Who used how much of a stretch of time, the largest first. */
export async function listConsumerSums(db: Db, asked: Asked): Promise<ConsumerSum[]> {
  const { ownerId, of, by, start, end, currency, after, limit } = asked;
  const name = sql`coalesce(${COLUMN_OF[by]}::text, '') collate "C"`;
  const rows = await db.execute<Row>(sql`
    select * from (
      select ${name} as "group", count(*)::integer as requests, sum(input_tokens)::text as input,
             sum(output_tokens)::text as output, sum(cost) as amount, sum(cost)::text as cost,
             (sum(sum(cost)) over ())::text as total
        from ${gatewayRequests}
       where owner_id = ${ownerId}::uuid and currency = ${currency}
         and ${of === null ? sql`true` : sql`${HELD_BY[of.kind]} = ${of.id}::uuid`}
         and started_at >= ${start.toISOString()}::timestamptz
         and ${end === null ? sql`true` : sql`started_at < ${end.toISOString()}::timestamptz`}
       group by 1
    ) sums
     where ${after === null ? sql`true` : sql`(amount, "group") < (${String(after.cost)}::numeric, ${after.group})`}
     order by amount desc, "group" desc
     limit ${limit}`);
  return rows.map(({ group, requests, input, output, cost, total }) => ({
    ...{ group, requests, inputTokens: Number(input), outputTokens: Number(output) },
    ...{ cost: BigInt(cost), total: BigInt(total) },
  }));
}

type Spent = Pick<Asked, "ownerId" | "start" | "end" | "currency"> & { readonly of: HeldBy };

/** What calls cost that are written, in nano-units. */
export async function sumOfHolder(db: Db, { ownerId, of, start, end, currency }: Spent): Promise<bigint> {
  const { startedAt, cost } = gatewayRequests;
  const [row] = await db
    .select({ cost: sql<string>`coalesce(sum(${cost}), 0)::text` })
    .from(gatewayRequests)
    .where(
      and(
        ...[eq(gatewayRequests.ownerId, ownerId), eq(gatewayRequests.currency, currency), eq(HELD_BY[of.kind], of.id)],
        ...[gte(startedAt, start), end === null ? undefined : lt(startedAt, end)],
      ),
    );
  return BigInt(row?.cost ?? 0);
}
