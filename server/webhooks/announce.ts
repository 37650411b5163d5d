import { listGrants } from "@/server/access";
import { type Repository, userMay } from "@/server/hub";
import { listMemberIds } from "@/server/identity";
import { atomically, type Ctx, DomainError, enqueue, hexId } from "@/server/kernel";
import type { WebhookDomain } from "./contract";
import { deliverWebhook } from "./jobs";
import { type Message, nameOf } from "./payload";
import { countDeliveriesSince, countSentAgain, insertDelivery, listWatching, type WebhookRow } from "./store";

const DAY_MS = 24 * 3_600_000;
/** Per webhook and day; what comes beyond is not sent. */
const MAX_A_DAY = 1_000;

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
    await send(ctx, { webhook, repo }, message);
  }
}

/** Whom no number of strangers' webhooks crowds out: who owns the repository, or has a role on it. */
async function insidersOf(ctx: Ctx, { id, ownerId }: Repository): Promise<string[]> {
  const [members, grants] = await Promise.all([listMemberIds(ctx.db, ownerId), listGrants(ctx.db, id)]);
  return [...new Set([ownerId, ...members, ...grants.map(({ userId }) => userId)])];
}

const dayAgo = (ctx: Ctx) => new Date(ctx.now().getTime() - DAY_MS);

/** Whether it has sent all it may in a day, what its owner sent again included. */
export async function isOverused(ctx: Ctx, { id, sentAgain, sentAgainSince }: WebhookRow): Promise<boolean> {
  const since = dayAgo(ctx);
  const again = sentAgainSince !== null && sentAgainSince > since ? sentAgain : 0;
  return again + (await countDeliveriesSince(ctx.db, id, since)) >= MAX_A_DAY;
}

/** In the transaction that sends one again. Throws `quota_exceeded`. */
export async function holdSentAgain(ctx: Ctx, { id }: WebhookRow): Promise<void> {
  const since = dayAgo(ctx);
  const again = await countSentAgain(ctx, id, since);
  if (again + (await countDeliveriesSince(ctx.db, id, since)) <= MAX_A_DAY) return;
  throw new DomainError("quota_exceeded", "The webhook has sent all it may in a day: send it again tomorrow");
}

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
