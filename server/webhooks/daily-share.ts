import { type Ctx, DomainError } from "@/server/kernel";
import { countDeliveriesSince, countSentAgain, type WebhookRow } from "./store";

const DAY_MS = 24 * 3_600_000;
/** Per webhook and day; what comes beyond is not sent. */
const MAX_A_DAY = 1_000;

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
