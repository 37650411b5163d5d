import { and, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { gatewayResponses } from "@/db/schema/gateway";

export type ResponseRow = typeof gatewayResponses.$inferSelect;

/** Until the caller's transaction ends nothing else is kept for this owner, so that what is kept can be summed. */
export const lockResponsesOf = (db: Db, ownerId: string) => lockFor(db, "gateway.responses", ownerId);

/** Inserts it where its owner has room for it; `false`: there is none. Behind `lockResponsesOf`, in one transaction. */
export async function insertResponse(db: Db, row: ResponseRow, mostBytes: number): Promise<boolean> {
  const { id, ownerId, userId, previousId, turn, body, bytes, createdAt, expiresAt } = row;
  const taken = await db.execute(sql`
    insert into ${gatewayResponses} (id, owner_id, user_id, previous_id, turn, body, bytes, created_at, expires_at)
    select ${id}::uuid, ${ownerId}::uuid, ${userId}::uuid, ${previousId}::uuid, ${turn}, ${body}, ${bytes}::integer,
           ${createdAt.toISOString()}::timestamptz, ${expiresAt.toISOString()}::timestamptz
     where (select coalesce(sum(kept.bytes), 0) from ${gatewayResponses} kept where kept.owner_id = ${ownerId}::uuid)
           + ${bytes}::integer <= ${mostBytes}::bigint
    on conflict (id) do nothing
    returning id`);
  return taken.length > 0;
}

interface Asked {
  readonly id: string;
  readonly ownerId: string;
  readonly userId: string;
  readonly now: Date;
}

const isOne = ({ id, ownerId, userId, now }: Asked) =>
  and(
    ...[eq(gatewayResponses.id, id), eq(gatewayResponses.ownerId, ownerId), gt(gatewayResponses.expiresAt, now)],
    or(isNull(gatewayResponses.userId), eq(gatewayResponses.userId, userId)),
  );

/** What was said and answered in it, and how it was told. */
export async function findResponse(db: Db, asked: Asked): Promise<Pick<ResponseRow, "turn" | "body"> | null> {
  const { turn, body } = gatewayResponses;
  const [row] = await db.select({ turn, body }).from(gatewayResponses).where(isOne(asked));
  return row ?? null;
}

/** Whether it was there. */
export async function deleteResponseRow(db: Db, asked: Asked): Promise<boolean> {
  const rows = await db.delete(gatewayResponses).where(isOne(asked)).returning({ id: gatewayResponses.id });
  return rows.length > 0;
}

interface Turn extends Record<string, unknown> {
  readonly turn: string;
  readonly isFirst: boolean;
}

/** What was said until a response, the newest first; it ends early where more is there than was asked for. */
export async function listTurns(
  db: Db,
  { id, ownerId, userId, now, most }: Asked & { readonly most: { readonly turns: number; readonly bytes: number } },
): Promise<readonly Turn[]> {
  const rows = await db.execute<Turn>(sql`
    with recursive said as (
      select previous_id, turn, bytes::bigint as total, 1 as depth from ${gatewayResponses}
       where id = ${id}::uuid and owner_id = ${ownerId}::uuid and (user_id is null or user_id = ${userId}::uuid)
         and expires_at > ${now.toISOString()}::timestamptz
      union all
      select one.previous_id, one.turn, said.total + one.bytes, said.depth + 1
        from said join ${gatewayResponses} one on one.id = said.previous_id
       where one.owner_id = ${ownerId}::uuid and one.expires_at > ${now.toISOString()}::timestamptz
         and said.total <= ${most.bytes}::bigint and said.depth < ${most.turns}::integer
    )
    select turn, previous_id is null as "isFirst" from said order by depth`);
  return rows;
}

/** At most so many; how many it were. */
export const deleteExpiredResponses = (db: Db, now: Date, limit: number): Promise<number> =>
  deleteSome(db, lt(gatewayResponses.expiresAt, now), limit);

/** At most so many; how many it were. */
export const deleteResponsesOf = (db: Db, ownerId: string, limit: number): Promise<number> =>
  deleteSome(db, eq(gatewayResponses.ownerId, ownerId), limit);

async function deleteSome(db: Db, which: SQL, limit: number): Promise<number> {
  const some = db.select({ id: gatewayResponses.id }).from(gatewayResponses).where(which).limit(limit);
  const rows = await db
    .delete(gatewayResponses)
    .where(inArray(gatewayResponses.id, some))
    .returning({ id: gatewayResponses.id });
  return rows.length;
}
