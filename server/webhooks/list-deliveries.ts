import { defineQuery, page } from "@/server/kernel";
import { DELIVERIES_KEPT_DAYS, DeliveryPage, ListDeliveriesInput } from "./contract";
import { listDeliveryRows } from "./store";
import { getOwnWebhook } from "./webhook";

export const listDeliveries = defineQuery({
  name: "webhooks.listDeliveries",
  summary: `List what was sent to one of your webhooks in the last ${DELIVERIES_KEPT_DAYS} days, newest first`,
  http: { method: "GET", path: "/webhooks/{id}/deliveries" },
  input: ListDeliveriesInput,
  output: DeliveryPage,
  async run(ctx, input) {
    const webhook = await getOwnWebhook(ctx, input.id);
    return page(ctx, input, {
      list: "webhooks.deliveries",
      read: (after, limit) => listDeliveryRows(ctx.db, webhook.id, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
  },
});
