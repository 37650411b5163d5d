import { defineHandlers } from "@/server/kernel";
import { announceHappening } from "./announce-discussion";
import { announceRepoNews } from "./announce-repo";
import { DELIVERIES_KEPT_DAYS } from "./contract";
import { deliver } from "./deliver-webhook";
import { jobs } from "./jobs";
import { deleteDeliveriesBefore, deleteWebhooksOf } from "./store";

const KEPT_MS = DELIVERIES_KEPT_DAYS * 24 * 3_600_000;

export const webhooksHandlers = defineHandlers(jobs, {
  announceRepo: (ctx, { repoId, news }) => announceRepoNews(ctx, repoId, news),
  announceDiscussion: (ctx, happened) => announceHappening(ctx, happened),
  deliverWebhook: (ctx, { deliveryId }, signal) => deliver(ctx, deliveryId, signal),
  sweepDeliveries: ({ db, now }) => deleteDeliveriesBefore(db, new Date(now().getTime() - KEPT_MS)),
  removeWebhooksOfOwner: ({ db }, { ownerId }) => deleteWebhooksOf(db, ownerId),
});
