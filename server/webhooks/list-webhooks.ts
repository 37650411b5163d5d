import { authorizeOwn } from "@/server/access";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListWebhooksInput, MAX_WEBHOOKS, WebhookPage } from "./contract";
import { listWebhookRows, type WebhookRow } from "./store";
import { showWebhooks } from "./webhook";

export const listWebhooks = defineQuery({
  name: "webhooks.listWebhooks",
  summary: "List your webhooks, newest first",
  http: { method: "GET", path: "/webhooks" },
  input: ListWebhooksInput,
  output: WebhookPage,
  async run(ctx, input) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    const { items, nextCursor } = await page(ctx, input, {
      list: "webhooks.webhooks",
      read: (after, limit) => listWebhookRows(ctx.db, userId, { after, limit }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { items: await showWebhooks(ctx, items), nextCursor };
  },
});

/** All of the caller's, newest first. */
export async function listOwnWebhooks(ctx: Ctx): Promise<readonly WebhookRow[]> {
  const { userId } = await authorizeOwn(ctx, "account.manage");
  return listWebhookRows(ctx.db, userId, { after: null, limit: MAX_WEBHOOKS });
}
