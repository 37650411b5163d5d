import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { RedeliverInput } from "./contract";
import { holdSentAgain } from "./daily-share";
import { deliverSoon } from "./lanes";
import { findDelivery, updateDelivery } from "./store";
import { auditWebhook, getOwnWebhook } from "./webhook";

export const redeliver = defineCommand({
  name: "webhooks.redeliver",
  summary: "Send something again, at once; receivers see the same id",
  http: { method: "POST", path: "/webhooks/{id}/deliveries/{deliveryId}/redeliver", status: 202 },
  input: RedeliverInput,
  output: Nothing,
  async run(ctx, { id, deliveryId }) {
    const webhook = await getOwnWebhook(ctx, id);
    const delivery = await findDelivery(ctx.db, deliveryId);
    if (delivery?.webhookId !== webhook.id) throw notFound("Delivery", deliveryId);
    await atomically(ctx, async (ctx) => {
      await holdSentAgain(ctx, webhook);
      const now = ctx.now();
      await updateDelivery(ctx.db, deliveryId, { state: "waiting", attempts: 0, nextAttemptAt: now, updatedAt: now });
      await deliverSoon(ctx);
      await audit(ctx, "webhook.redelivered", auditWebhook(webhook));
    });
    return {};
  },
});
