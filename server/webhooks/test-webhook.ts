import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { WebhookAddress } from "./contract";
import { isOverused } from "./daily-share";
import { PING } from "./payload";
import { sendDelivery } from "./send-delivery";
import { auditWebhook, getOwnWebhook } from "./webhook";

export const testWebhook = defineCommand({
  name: "webhooks.testWebhook",
  summary: "Send a test delivery, which tells of nothing, to see whether the receiver takes it",
  http: { method: "POST", path: "/webhooks/{id}/test", status: 202 },
  input: WebhookAddress,
  output: Nothing,
  async run(ctx, { id }) {
    const webhook = await getOwnWebhook(ctx, id);
    if (webhook.disabledAt !== null) {
      throw new DomainError("conflict", "The webhook is switched off: switch it on, then send the test");
    }
    if (await isOverused(ctx, webhook)) {
      throw new DomainError("quota_exceeded", "The webhook has sent all it may in a day: send the test tomorrow");
    }
    await atomically(ctx, async (ctx) => {
      await sendDelivery(ctx, { webhook, repo: null }, PING);
      await audit(ctx, "webhook.tested", auditWebhook(webhook));
    });
    return {};
  },
});
