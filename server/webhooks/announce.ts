import { type Repository, userMay } from "@/server/hub";
import { atomically, type Ctx, enqueue, hexId } from "@/server/kernel";
import type { WebhookDomain } from "./contract";
import { deliverWebhook } from "./jobs";
import { type Message, nameOf } from "./payload";
import { countDeliveriesSince, insertDelivery, listWatching, type WebhookRow } from "./store";

const DAY_MS = 24 * 3_600_000;
/** Per webhook and day; what comes beyond is not sent. */
const MAX_A_DAY = 1_000;

/** One delivery for each webhook that looks at the repository and whose owner may read it at this moment. */
export async function announce(
  ctx: Ctx,
  repo: Repository,
  { domain, message }: { readonly domain: WebhookDomain; readonly message: Message },
): Promise<void> {
  const watching = await listWatching(ctx.db, { targetIds: [repo.id, repo.ownerId], domain });
  for (const webhook of watching) {
    if (!(await userMay(ctx, repo, { userId: webhook.ownerId, permission: "repo.read" }))) continue;
    if (await isOverused(ctx, webhook)) continue;
    await send(ctx, { webhook, repo }, message);
  }
}

export const isOverused = async (ctx: Ctx, { id }: WebhookRow): Promise<boolean> =>
  (await countDeliveriesSince(ctx.db, id, new Date(ctx.now().getTime() - DAY_MS))) >= MAX_A_DAY;

interface Told {
  readonly webhook: Pick<WebhookRow, "id">;
  /** Null: it tells of none. */
  readonly repo: Pick<Repository, "id"> | null;
}

export const send = (ctx: Ctx, { webhook: { id }, repo }: Told, { event, payload }: Message): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const webhook = { id: hexId(id), version: 3 };
    const deliveryId = await insertDelivery(ctx, {
      webhookId: id,
      repoId: repo?.id ?? null,
      event: nameOf(event),
      payload: { event, ...payload, webhook },
    });
    await enqueue(ctx, deliverWebhook, { payload: { deliveryId }, key: deliveryId });
  });
