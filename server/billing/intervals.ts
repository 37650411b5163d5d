import { atomically, type Ctx, newRow } from "@/server/kernel";
import { chargeMinutes } from "./charge-minutes";
import type { IntervalEnd, Sku } from "./contract";
import { lockWallets } from "./funds/lock-wallets";
import { timePriceOf } from "./price-of";
import { COALESCE_MS, LOST_AFTER_MS, minutesWhenClosed, minutesWhileOpen } from "./run-interval";
import {
  type IntervalRow,
  insertInterval,
  lockLastInterval,
  lockOpenIntervals,
  updateInterval,
} from "./store/intervals";

/** Something that runs and is paid by the minute. */
export interface Run {
  readonly instanceId: string;
  /** Who pays. */
  readonly ownerId: string;
  /** What people call it on their bill. */
  readonly label: string;
  readonly sku: Sku;
  readonly replicas: number;
}

/**
 * Says that a run is ready and seen right now, in the caller's transaction. Call it at every observation: the first
 * opens an interval, a later one moves the time until which minutes are due, another number of replicas closes the
 * interval and opens the next at the same instant. A restart within a minute continues the interval before it, and a
 * run that nobody saw for two minutes ended when it was last seen. Throws `unavailable` without a price.
 */
export const startInterval = (ctx: Ctx, run: Run): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const now = ctx.now();
    const last = await lockLastInterval(ctx.db, run.instanceId);
    if (!last) return openInterval(ctx, run);

    const isSame = last.replicas === run.replicas && last.sku === run.sku && last.ownerId === run.ownerId;
    const sinceMs = now.getTime() - (last.endedAt ?? last.lastSeenAt).getTime();
    if (last.endedAt === null && sinceMs > LOST_AFTER_MS) {
      await closeInterval(ctx, last, { at: last.lastSeenAt, reason: "lost" });
      return openInterval(ctx, run);
    }
    if (isSame && (last.endedAt === null || (sinceMs <= COALESCE_MS && last.endReason !== "changed"))) {
      return updateInterval(ctx.db, last.id, { lastSeenAt: now, endedAt: null, endReason: null, updatedAt: now });
    }
    if (last.endedAt === null) await closeInterval(ctx, last, { at: now, reason: "changed" });
    return openInterval(ctx, run);
  });

async function openInterval(ctx: Ctx, run: Run): Promise<void> {
  const now = ctx.now();
  const { id: priceId, amount, currency } = await timePriceOf(ctx, run.sku, now);
  await insertInterval(ctx.db, {
    ...newRow(ctx),
    ...run,
    ...{ priceId, amount, currency },
    ...{ startedAt: now, lastSeenAt: now, endedAt: null, endReason: null, billedMinutes: 0, cost: 0n },
  });
}

interface End {
  readonly at: Date;
  readonly reason: IntervalEnd;
}

async function closeInterval(ctx: Ctx, interval: IntervalRow, { at, reason }: End): Promise<void> {
  const closed = await chargeMinutes(ctx, interval, minutesWhenClosed(interval.startedAt, at));
  await updateInterval(ctx.db, closed.id, { endedAt: at, endReason: reason, lastSeenAt: at, updatedAt: ctx.now() });
}

interface Ended {
  readonly instanceId: string;
  /** `lost`: the run ended when it was last seen; nobody pays for a minute that nobody saw. */
  readonly reason: "stopped" | "lost";
}

/** Says that a run is over, in the caller's transaction, and charges its last minute. Ending twice changes nothing. */
export const endInterval = (ctx: Ctx, { instanceId, reason }: Ended): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const last = await lockLastInterval(ctx.db, instanceId);
    if (!last || last.endedAt !== null) return;
    await closeInterval(ctx, last, { at: reason === "lost" ? last.lastSeenAt : ctx.now(), reason });
  });

const BATCH = 100;

/** Charges the whole minutes of every open run. Several ticks at once share the work. */
export async function tickIntervals(ctx: Ctx): Promise<void> {
  let after: string | null = null;
  do after = await tickBatch(ctx, after);
  while (after !== null);
}

const tickBatch = (ctx: Ctx, after: string | null): Promise<string | null> =>
  atomically(ctx, async (ctx) => {
    const open = await lockOpenIntervals(ctx.db, BATCH, after);
    await lockWallets(ctx, open);
    for (const interval of open) await chargeOrReport(ctx, interval);
    return open.length === BATCH ? (open.at(-1)?.id ?? null) : null;
  });

/** A run whose cost cannot be booked, as one that is larger than the ledger can hold, keeps no other from being paid. */
async function chargeOrReport(ctx: Ctx, interval: IntervalRow): Promise<void> {
  try {
    await atomically(ctx, (ctx) => chargeMinutes(ctx, interval, minutesWhileOpen(interval)));
  } catch (error) {
    ctx.report(error);
  }
}
