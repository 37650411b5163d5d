import { authorize } from "@/server/access";
import { getOwner } from "@/server/identity";
import { defineQuery, formatMoney, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { accountResource } from "./account-resource";
import { Charge, ListChargesInput } from "./contract";
import { costOfMinutes } from "./cost";
import { type IntervalRow, listIntervals } from "./store/intervals";

export const listCharges = defineQuery({
  name: "billing.listCharges",
  summary: "List what an owner was charged for running instances, newest first",
  http: { method: "GET", path: "/charges" },
  input: ListChargesInput,
  output: pageOf(Charge),
  async run(ctx, input) {
    const { id: ownerId } = await getOwner(ctx, input.owner);
    await authorize(ctx, "billing.read", accountResource(ownerId));
    const { items, nextCursor } = await page(ctx, input, {
      list: `billing.listCharges ${ownerId}`,
      read: (after, limit) => listIntervals(ctx.db, { ownerId, instanceId: input.instanceId, after, limit }),
      keyOf: (row) => ({ sort: row.startedAt.toISOString(), id: row.id }),
    });
    return { items: items.map(chargeFrom), nextCursor };
  },
});

const chargeFrom = ({ billedMinutes, cost, ...row }: IntervalRow): Charge => ({
  ...row,
  minutes: billedMinutes,
  pricePerMinute: formatMoney(costOfMinutes(1, row)),
  cost: formatMoney(cost),
});
