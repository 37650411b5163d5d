import { listGrants } from "@/server/access";
import { type Repository, userMay } from "@/server/hub";
import { listMemberIds } from "@/server/identity";
import type { Ctx } from "@/server/kernel";
import type { WebhookDomain } from "./contract";
import { isOverused } from "./daily-share";
import type { Message } from "./payload";
import { sendDelivery } from "./send-delivery";
import { listWatching } from "./store";

/** One delivery for each webhook that looks at the repository and whose owner may read it at this moment. */
export async function announce(
  ctx: Ctx,
  repo: Repository,
  { domain, message }: { readonly domain: WebhookDomain; readonly message: Message },
): Promise<void> {
  const firstOf = await insidersOf(ctx, repo);
  const watching = await listWatching(ctx.db, { targetIds: [repo.id, repo.ownerId], domain, firstOf });
  for (const webhook of watching) {
    if (!(await userMay(ctx, repo, { userId: webhook.ownerId, permission: "repo.read" }))) continue;
    if (await isOverused(ctx, webhook)) continue;
    await sendDelivery(ctx, { webhook, repo }, message);
  }
}

/** Whom no number of strangers' webhooks crowds out: who owns the repository, or has a role on it. */
async function insidersOf(ctx: Ctx, { id, ownerId }: Repository): Promise<string[]> {
  const [members, grants] = await Promise.all([listMemberIds(ctx.db, ownerId), listGrants(ctx.db, id)]);
  return [...new Set([ownerId, ...members, ...grants.map(({ userId }) => userId)])];
}
