import { and, asc, count, desc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
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
  await ctx.db.insert(webhookDeliveries).values({ ...row, ...delivery, state: "waiting" });
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
