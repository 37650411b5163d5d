import type { Repository } from "@/server/hub";
import { atomically, type Ctx, hexId } from "@/server/kernel";
import { deliverSoon } from "./lanes";
import { type Message, nameOf } from "./payload";
import { insertDelivery, type WebhookRow } from "./store";

interface Told {
  readonly webhook: Pick<WebhookRow, "id">;
  /** Null: it tells of none. */
  readonly repo: Pick<Repository, "id"> | null;
}

export const sendDelivery = (ctx: Ctx, { webhook: { id }, repo }: Told, { event, payload }: Message): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const webhook = { id: hexId(id), version: 3 };
    await insertDelivery(ctx, {
      webhookId: id,
      repoId: repo?.id ?? null,
      event: nameOf(event),
      payload: { event, ...payload, webhook },
    });
    await deliverSoon(ctx);
  });
