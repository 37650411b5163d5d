import { type Ctx, defineQuery, notFound } from "@/server/kernel";
import { Webhook, WebhookAddress } from "./contract";
import type { WebhookRow } from "./store";
import { getOwnWebhook, showWebhooks } from "./webhook";

export const getWebhook = defineQuery({
  name: "webhooks.getWebhook",
  summary: "Look at one of your webhooks",
  http: { method: "GET", path: "/webhooks/{id}" },
  input: WebhookAddress,
  output: Webhook,
  run: async (ctx, { id }) => showWebhook(ctx, await getOwnWebhook(ctx, id)),
});

export async function showWebhook(ctx: Ctx, row: WebhookRow): Promise<Webhook> {
  const [shown] = await showWebhooks(ctx, [row]);
  if (!shown) throw notFound("Webhook", row.id);
  return shown;
}
