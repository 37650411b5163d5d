import { and, asc, count, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { lockFor } from "@/db/lock-for";
import { webhookDeliveries, webhooks, webhookTargets } from "@/db/schema/webhooks";
import { type Ctx, type Keyset, newRow, type Slice } from "@/server/kernel";

export type WebhookRow = typeof webhooks.$inferSelect;
export type TargetRow = typeof webhookTargets.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;
export type Target = Pick<TargetRow, "targetId" | "kind">;

export async function findWebhook(db: Db, id: string): Promise<WebhookRow | null> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  return row ?? null;
}

const after = (columns: { at: typeof webhooks.createdAt; id: typeof webhooks.id }, keyset: Keyset | null) =>
  keyset ? sql`(${columns.at}, ${columns.id}) < (${keyset.sort}::text::timestamptz, ${keyset.id}::uuid)` : undefined;

/** The newest first. */
export const listWebhookRows = (db: Db, ownerId: string, slice: Slice): Promise<WebhookRow[]> =>
  db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.ownerId, ownerId), after({ at: webhooks.createdAt, id: webhooks.id }, slice.after)))
    .orderBy(desc(webhooks.createdAt), desc(webhooks.id))
    .limit(slice.limit);

export const countWebhooks = (db: Db, ownerId: string): Promise<number> =>
  db.$count(webhooks, eq(webhooks.ownerId, ownerId));

export const insertWebhook = async (db: Db, row: WebhookRow): Promise<void> => {
  await db.insert(webhooks).values(row);
};

export const updateWebhookRow = async (
  db: Db,
  id: string,
  change: Partial<Omit<WebhookRow, "id" | "createdAt">>,
): Promise<void> => {
  await db.update(webhooks).set(change).where(eq(webhooks.id, id));
};

export const deleteWebhookRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(webhooks).where(eq(webhooks.id, id));
};

export const deleteWebhooksOf = async (db: Db, ownerId: string): Promise<void> => {
  await db.delete(webhooks).where(eq(webhooks.ownerId, ownerId));
};

export async function replaceTargets(db: Db, webhookId: string, targets: readonly Target[]): Promise<void> {
  await db.delete(webhookTargets).where(eq(webhookTargets.webhookId, webhookId));
  const rows = targets.map((target) => ({ webhookId, ...target }));
  if (rows.length > 0) await db.insert(webhookTargets).values(rows).onConflictDoNothing();
}

export const listTargets = (db: Db, webhookIds: readonly string[]): Promise<TargetRow[]> =>
  webhookIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(webhookTargets)
        .where(inArray(webhookTargets.webhookId, [...webhookIds]));

interface Watching {
  readonly targetIds: readonly string[];
  readonly domain: string;
  /** People whose webhooks come first. */
  readonly firstOf: readonly string[];
}

const MOST_WATCHING = 1_000;

/** Enabled webhooks of this domain that look at one of these things; after those of `firstOf` the oldest. */
export async function listWatching(db: Db, { targetIds, domain, firstOf }: Watching): Promise<WebhookRow[]> {
  const watching = db
    .select({ id: webhookTargets.webhookId })
    .from(webhookTargets)
    .where(inArray(webhookTargets.targetId, [...targetIds]));
  return db
    .select()
    .from(webhooks)
    .where(and(inArray(webhooks.id, watching), isNull(webhooks.disabledAt), sql`${domain} = any(${webhooks.domains})`))
    .orderBy(desc(inArray(webhooks.ownerId, [...firstOf])), asc(webhooks.createdAt), asc(webhooks.id))
    .limit(MOST_WATCHING);
}

/** One more delivery that is sent again by hand; how many there are in its day now. */
export async function countSentAgain(ctx: Ctx, id: string, dayAgo: Date): Promise<number> {
  const now = ctx.now();
  const isOver = sql`coalesce(${webhooks.sentAgainSince}, 'epoch') <= ${dayAgo.toISOString()}::timestamptz`;
  const [row] = await ctx.db
    .update(webhooks)
    .set({
      sentAgain: sql`case when ${isOver} then 1 else ${webhooks.sentAgain} + 1 end`,
      sentAgainSince: sql`case when ${isOver} then ${now.toISOString()}::timestamptz else ${webhooks.sentAgainSince} end`,
    })
    .where(eq(webhooks.id, id))
    .returning({ sentAgain: webhooks.sentAgain });
  return row?.sentAgain ?? 0;
}

export async function insertDelivery(
  ctx: Ctx,
  delivery: Pick<DeliveryRow, "webhookId" | "repoId" | "event" | "payload">,
): Promise<string> {
  const row = newRow(ctx);
  await ctx.db
    .insert(webhookDeliveries)
    .values({ ...row, ...delivery, state: "waiting", nextAttemptAt: row.createdAt });
  return row.id;
}

export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id));
  return row ?? null;
}

export const updateDelivery = async (
  db: Db,
  id: string,
  change: Partial<Omit<DeliveryRow, "id" | "createdAt" | "webhookId" | "repoId">>,
): Promise<void> => {
  await db.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, id));
};

const LANES_OF_AN_OWNER = 2;
/** When a delivery is tried again of whose attempt nothing came, not even a failure. */
const AGAIN_AFTER_MS = 60_000;

/**
 * The delivery that a lane is to send: the one that a worker left in it, else the oldest one due of the owner, and among
 * theirs of the webhook, that has waited longest for a turn. A webhook has one lane at most, its owner two. Call it in a
 * transaction.
 */
export async function takeTurn(db: Db, { lane, now }: { readonly lane: number; readonly now: Date }) {
  await lockFor(db, "webhooks.turns");
  const [left] = await db
    .select({ id: webhookDeliveries.id, webhookId: webhookDeliveries.webhookId })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.lane, lane));
  const taken = left ?? (await findNextDue(db, now));
  if (!taken) return null;
  const nextAttemptAt = new Date(now.getTime() + AGAIN_AFTER_MS);
  await db.update(webhookDeliveries).set({ lane, nextAttemptAt }).where(eq(webhookDeliveries.id, taken.id));
  await db.update(webhooks).set({ turnAt: now }).where(eq(webhooks.id, taken.webhookId));
  return taken;
}

/** Goes from webhook to webhook by the index, so that it reads no more of those who have thousands waiting. */
async function findNextDue(db: Db, now: Date) {
  const [next] = await db.execute<{ readonly id: string; readonly webhookId: string }>(sql`
    with recursive heads(webhook_id) as (
      (select webhook_id from webhook_deliveries where state = 'waiting' and lane is null order by webhook_id limit 1)
      union all
      select (select d.webhook_id from webhook_deliveries d
        where d.state = 'waiting' and d.lane is null and d.webhook_id > heads.webhook_id order by d.webhook_id limit 1)
      from heads where heads.webhook_id is not null
    ), held as (
      select h.id, h.owner_id from webhooks h join webhook_deliveries d on d.webhook_id = h.id where d.lane is not null
    )
    select due.id, w.id as "webhookId" from heads join webhooks w on w.id = heads.webhook_id
      cross join lateral (select d.id, d.next_attempt_at from webhook_deliveries d
        where d.webhook_id = w.id and d.state = 'waiting' and d.lane is null
          and d.next_attempt_at <= ${now.toISOString()}::timestamptz
        order by d.next_attempt_at, d.id limit 1) due
    where not exists (select 1 from held where held.id = w.id)
      and (select count(*) from held where held.owner_id = w.owner_id) < ${LANES_OF_AN_OWNER}
    order by (select max(o.turn_at) from webhooks o where o.owner_id = w.owner_id) nulls first,
      w.turn_at nulls first, due.next_attempt_at, due.id
    limit 1`);
  return next;
}

export const leaveLane = async (db: Db, id: string): Promise<void> => {
  await db.update(webhookDeliveries).set({ lane: null }).where(eq(webhookDeliveries.id, id));
};

/** The newest first. */
export const listDeliveryRows = (db: Db, webhookId: string, slice: Slice): Promise<DeliveryRow[]> =>
  db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        slice.after
          ? sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${slice.after.sort}::text::timestamptz, ${slice.after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(slice.limit);

export async function countDeliveriesSince(db: Db, webhookId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ made: count() })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), gt(webhookDeliveries.createdAt, since)));
  return row?.made ?? 0;
}

/** One more delivery that was given up; the number of those in a row. */
export async function addFailure(ctx: Ctx, id: string): Promise<number> {
  const [row] = await ctx.db
    .update(webhooks)
    .set({ failures: sql`${webhooks.failures} + 1`, updatedAt: ctx.now() })
    .where(eq(webhooks.id, id))
    .returning({ failures: webhooks.failures });
  return row?.failures ?? 0;
}

export const deleteDeliveriesBefore = async (db: Db, before: Date): Promise<void> => {
  await db.delete(webhookDeliveries).where(lt(webhookDeliveries.createdAt, before));
};
