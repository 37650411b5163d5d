import { recordUsage } from "@/server/billing";
import { atomically, type Ctx } from "@/server/kernel";
import type { Settlement } from "./settlement";
import { touchKeys } from "./store/keys";
import { insertRequests } from "./store/requests";

/** Usage, its bookings, what budgets spent and the list of requests: one transaction, each call counted once. */
export const writeSettlements = (ctx: Ctx, told: readonly Settlement[]): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const settlements = [...new Map(told.map((one) => [one.request.id, one])).values()];
    const usages = settlements.flatMap(({ usage }) => (usage ? [usage] : []));
    const costs = usages.length > 0 ? await recordUsage(ctx, usages) : new Map<string, bigint>();

    const keyIds = [...new Set(settlements.flatMap(({ request }) => request.keyId ?? []))].sort();
    const requests = settlements.map((settlement) => ({
      ...settlement.request,
      ...figuresOf(ctx, settlement, costs),
    }));
    await Promise.all([
      keyIds.length > 0 ? touchKeys(ctx.db, keyIds, ctx.now()) : undefined,
      insertRequests(ctx.db, requests),
    ]);
  });

function figuresOf(ctx: Ctx, { usage, request }: Settlement, costs: ReadonlyMap<string, bigint>) {
  return {
    groupId: request.groupId ?? null,
    queueMs: request.queueMs ?? null,
    finishReason: request.finishReason ?? null,
    inputTokens: usage?.inputTokens ?? 0,
    cachedInputTokens: usage?.cachedInputTokens ?? 0,
    outputTokens: usage?.outputTokens ?? 0,
    cost: costs.get(request.id) ?? 0n,
    currency: usage?.price.currency ?? ctx.site.currency,
  };
}
