import { inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { keySlots, keyWindows } from "@/db/schema/gateway";
import type { Metric } from "./refused";

interface Part {
  readonly keyId: string;
  readonly metric: Metric;
  /** The minute, by the clock of the process that asks. */
  readonly startedAt: Date;
  readonly limit: number;
  /** The smallest part that is of use; not above the limit. */
  readonly need: number;
  readonly want: number;
}

interface Taken {
  /** 0 when less than `need` was left. */
  readonly part: number;
  /** What nobody has taken then; of a refusal nothing is known but that it is less than `need`. */
  readonly left: number;
}

/**
 * Takes a part of a key's minute, between `need` and `want`, for one process. A process whose clock is a little behind
 * counts into the minute that the others are in already.
 */
export async function takePart(db: Db, { keyId, metric, startedAt, limit, need, want }: Part): Promise<Taken> {
  const at = sql`${startedAt.toISOString()}::timestamptz`;
  const isOpen = sql`w.started_at between ${at} and ${at} + interval '2 minutes'`;
  const taken = sql`(case when ${isOpen} then w.taken else 0 end)`;
  const part = sql`greatest(${need}::bigint, least(${want}::bigint, ${limit}::bigint - ${taken}))`;
  const first = Math.min(want, limit);
  const [row] = await db.execute<{ part: string; taken: string }>(sql`
    insert into ${keyWindows} as w (key_id, metric, started_at, taken, last_part)
    values (${keyId}::uuid, ${metric}, ${at}, ${first}::bigint, ${first}::bigint)
    on conflict (key_id, metric) do update
       set started_at = case when ${isOpen} then w.started_at else ${at} end, taken = ${taken} + ${part}, last_part = ${part}
     where ${limit}::bigint - ${taken} >= ${need}::bigint
    returning last_part::text as part, taken::text as taken`);
  return row ? { part: Number(row.part), left: limit - Number(row.taken) } : { part: 0, left: 0 };
}

interface Slot {
  readonly keyId: string;
  /** Names the call that holds it. */
  readonly callId: string;
  readonly limit: number;
}

const inHalfAMinute = sql`now() + interval '30 seconds'`;

/** Takes a free slot of a key; false when all are held, `null` when somebody else took the same one at this moment. */
async function trySlot(db: Db, { keyId, callId, limit }: Slot): Promise<boolean | null> {
  const [row] = await db.execute<{ taken: number; free: number }>(sql`
    with free as materialized (
      select n as slot from generate_series(1, ${limit}::integer) as n
       where not exists (
         select from ${keySlots} held where held.key_id = ${keyId}::uuid and held.slot = n and held.expires_at > now())
    ), taken as (
      insert into ${keySlots} as s (key_id, slot, call_id, expires_at)
      select ${keyId}::uuid, slot, ${callId}::uuid, ${inHalfAMinute} from (select slot from free order by random() limit 1) one
      on conflict (key_id, slot) do update set call_id = excluded.call_id, expires_at = excluded.expires_at
        where s.expires_at <= now()
      returning slot
    )
    select (select count(*) from taken)::integer as taken, (select count(*) from free)::integer as free`);
  if (row?.taken === 1) return true;
  return row?.free === 0 ? false : null;
}

const TRIES = 16;

/** Takes one of the slots of a key for a call, for half a minute; false when all are held. */
export async function takeSlot(db: Db, slot: Slot, tries = TRIES): Promise<boolean> {
  const isTaken = await trySlot(db, slot);
  if (isTaken !== null) return isTaken;
  return tries > 1 && takeSlot(db, slot, tries - 1);
}

/** Says that these calls still run. */
export async function keepSlots(db: Db, callIds: readonly string[]): Promise<void> {
  await db
    .update(keySlots)
    .set({ expiresAt: inHalfAMinute })
    .where(inArray(keySlots.callId, [...callIds]));
}

export async function freeSlots(db: Db, callIds: readonly string[]): Promise<void> {
  await db.delete(keySlots).where(inArray(keySlots.callId, [...callIds]));
}
