import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { WebhookAddress } from "./contract";
import { deleteWebhookRow, type WebhookRow } from "./store";
import { auditWebhook, getOwnWebhook } from "./webhook";

export const deleteWebhook = defineCommand({
  name: "webhooks.deleteWebhook",
  summary: "Delete one of your webhooks and the log of its deliveries",
  http: { method: "DELETE", path: "/webhooks/{id}", status: 204 },
  input: WebhookAddress,
  output: Nothing,
  async run(ctx, { id }) {
    await dropWebhook(ctx, await getOwnWebhook(ctx, id));
    return {};
  },
});

export const dropWebhook = (ctx: Ctx, row: WebhookRow): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await deleteWebhookRow(ctx.db, row.id);
    await audit(ctx, "webhook.deleted", auditWebhook(row));
  });
