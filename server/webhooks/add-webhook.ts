import { authorizeOwn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, DomainError, newRow } from "@/server/kernel";
import { MAX_WEBHOOKS, type Watched, type WebhookDomain, type WebhookStyle } from "./contract";
import { countWebhooks, insertWebhook, replaceTargets, type WebhookRow } from "./store";
import { auditWebhook, targetsOf } from "./webhook";

interface NewWebhook {
  readonly url: string;
  readonly watched: readonly Watched[];
  readonly domains: readonly WebhookDomain[];
  readonly style: WebhookStyle;
  readonly secret: string | null;
}

/**
 * Throws `invalid` (`address_refused`) for an address that is never called, `not_found` for what the caller does not
 * see, and `quota_exceeded` for too many.
 */
export async function addWebhook(ctx: Ctx, { url, watched, domains, style, secret }: NewWebhook): Promise<WebhookRow> {
  const { userId } = await authorizeOwn(ctx, "account.manage");
  ctx.refuseAddress(url);
  if ((await countWebhooks(ctx.db, userId)) >= MAX_WEBHOOKS) {
    throw new DomainError("quota_exceeded", `There are at most ${MAX_WEBHOOKS} webhooks per person: delete one first`);
  }
  const targets = await targetsOf(ctx, watched);
  const row: WebhookRow = {
    ...newRow(ctx),
    ...{ ownerId: userId, url, style, domains: [...new Set(domains)] },
    secret: secret === null ? null : ctx.seal(secret),
    failures: 0,
    ...{ sentAgain: 0, sentAgainSince: null },
    ...{ disabledAt: null, turnAt: null },
  };
  await atomically(ctx, async (ctx) => {
    await insertWebhook(ctx.db, row);
    await replaceTargets(ctx.db, row.id, targets);
    await audit(ctx, "webhook.created", auditWebhook(row));
  });
  return row;
}
