import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { UpdateWebhookInput, type Watched, Webhook, type WebhookDomain } from "./contract";
import { showWebhook } from "./get-webhook";
import { replaceTargets, updateWebhookRow, type WebhookRow } from "./store";
import { auditWebhook, getOwnWebhook, targetsOf } from "./webhook";

export const updateWebhook = defineCommand({
  name: "webhooks.updateWebhook",
  summary: "Change one of your webhooks, or switch it off and on",
  http: { method: "PATCH", path: "/webhooks/{id}" },
  input: UpdateWebhookInput,
  output: Webhook,
  async run(ctx, { id, ...change }) {
    await changeWebhook(ctx, await getOwnWebhook(ctx, id), change);
    return showWebhook(ctx, await getOwnWebhook(ctx, id));
  },
});

interface Change {
  readonly url?: string | undefined;
  readonly watched?: readonly Watched[] | undefined;
  readonly domains?: readonly WebhookDomain[] | undefined;
  readonly isEnabled?: boolean | undefined;
  /** `null`: calls carry none any more. */
  readonly secret?: string | null | undefined;
}

/**
 * Changes what is given and leaves the rest; switching on forgets the failures. Throws `invalid` (`address_refused`) for
 * a new address that is never called.
 */
export async function changeWebhook(ctx: Ctx, row: WebhookRow, change: Change): Promise<void> {
  const { url = row.url, domains = row.domains, watched, isEnabled, secret } = change;
  if (url !== row.url) ctx.refuseAddress(url);
  const targets = watched && (await targetsOf(ctx, watched));
  await atomically(ctx, async (ctx) => {
    await updateWebhookRow(ctx.db, row.id, {
      url,
      domains: [...new Set(domains)],
      ...(isEnabled === true && { disabledAt: null, failures: 0 }),
      ...(isEnabled === false && { disabledAt: row.disabledAt ?? ctx.now() }),
      ...(secret !== undefined && { secret: secret === null ? null : ctx.seal(secret) }),
      updatedAt: ctx.now(),
    });
    if (targets) await replaceTargets(ctx.db, row.id, targets);
    await audit(ctx, "webhook.updated", auditWebhook(row));
  });
}
