import { recordUsage } from "@/server/billing";
import { atomically, type Ctx } from "@/server/kernel";
import type { Settlement } from "./settlement";
import { addSpending, touchKeys } from "./store/keys";
import { insertRequests } from "./store/requests";

/** Usage, its bookings, what the keys spent and the list of requests: one transaction, each call counted once. */
export const writeSettlements = (ctx: Ctx, told: readonly Settlement[]): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const settlements = [...new Map(told.map((one) => [one.request.id, one])).values()];
    const usages = settlements.flatMap(({ usage }) => (usage ? [usage] : []));
    const costs = usages.length > 0 ? await recordUsage(ctx, usages) : new Map<string, bigint>();

    const spending = spendingOf(settlements, costs);
    const keyIds = [...new Set(settlements.flatMap(({ request }) => request.keyId ?? []))].sort();
    const requests = settlements.map((settlement) => ({
      ...settlement.request,
      ...figuresOf(ctx, settlement, costs),
    }));
    await Promise.all([
      spending.length > 0 ? addSpending(ctx.db, spending) : undefined,
      keyIds.length > 0 ? touchKeys(ctx.db, keyIds, ctx.now()) : undefined,
      insertRequests(ctx.db, requests),
    ]);
  });

function figuresOf(ctx: Ctx, { usage, request }: Settlement, costs: ReadonlyMap<string, bigint>) {
  return {
    inputTokens: usage?.inputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cost: costs.get(request.id) ?? 0n,
    currency: usage?.price.currency ?? ctx.site.currency,
  };
}

/** Sorted, so that two batches that share keys wait for each other in the same order. */
function spendingOf(settlements: readonly Settlement[], costs: ReadonlyMap<string, bigint>) {
  const sums = new Map<string, { keyId: string; periodStart: Date; spent: bigint }>();
  for (const { request, periodStart } of settlements) {
    const cost = costs.get(request.id) ?? 0n;
    if (request.keyId === null || cost === 0n) continue;
    const name = `${request.keyId} ${periodStart.toISOString()}`;
    const spent = (sums.get(name)?.spent ?? 0n) + cost;
    sums.set(name, { keyId: request.keyId, periodStart, spent });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
