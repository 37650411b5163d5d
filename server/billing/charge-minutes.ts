import type { Ctx } from "@/server/kernel";
import { settleCharges } from "./budgets/settle-charges";
import { costOfMinutes } from "./cost";
import { postSales } from "./post-sales";
import { type IntervalRow, insertCharge, updateInterval } from "./store/intervals";
import { minutesKey } from "./store/minutes-key";

/** Charges a locked run up to a minute, books it, and keeps the sums of the run; minutes already charged stay charged. */
export async function chargeMinutes(ctx: Ctx, interval: IntervalRow, minutes: number): Promise<IntervalRow> {
  if (minutes <= interval.billedMinutes) return interval;
  const { id, ownerId, currency, replicas, billedMinutes: fromMinute } = interval;
  const cost = costOfMinutes(minutes, interval) - costOfMinutes(fromMinute, interval);
  const now = ctx.now();

  const charge = { intervalId: id, fromMinute, toMinute: minutes, replicas, cost, chargedAt: now };
  if (!(await insertCharge(ctx.db, charge))) return interval;
  if (cost > 0n) {
    const meta = { instanceId: interval.instanceId, minutes: String(minutes - fromMinute) };
    await postSales(ctx, [{ kind: "minutes", idem: minutesKey(id, fromMinute), ownerId, currency, cost, meta }]);
    await settleCharges(ctx, { leases: new Map(), scopes: new Map(), wallets: new Map([[ownerId, cost]]) }, currency);
  }
  const changes = { billedMinutes: minutes, cost: interval.cost + cost, updatedAt: now };
  await updateInterval(ctx.db, id, changes);
  return { ...interval, ...changes };
}
