import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { gatewayRequests } from "@/db/schema/gateway";
import type { Slice } from "@/server/kernel";
import type { ConsumerGroup } from "../contract";

interface Asked extends Slice<{ readonly cost: bigint; readonly group: string }> {
  readonly ownerId: string;
  /** `null` is everything that the owner pays. */
  readonly keyId: string | null;
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
  const { ownerId, keyId, by, start, end, currency, after, limit } = asked;
  const name = sql`coalesce(${COLUMN_OF[by]}::text, '') collate "C"`;
  const rows = await db.execute<Row>(sql`
    select * from (
      select ${name} as "group", count(*)::integer as requests, sum(input_tokens)::text as input,
             sum(output_tokens)::text as output, sum(cost) as amount, sum(cost)::text as cost,
             (sum(sum(cost)) over ())::text as total
        from ${gatewayRequests}
       where owner_id = ${ownerId}::uuid and currency = ${currency}
         and ${keyId === null ? sql`true` : sql`key_id = ${keyId}::uuid`}
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
