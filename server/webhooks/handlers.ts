import { defineHandlers } from "@/server/kernel";
import { announceHappening } from "./announce-discussion";
import { announceRepoNews } from "./announce-repo";
import { DELIVERIES_KEPT_DAYS } from "./contract";
import { jobs } from "./jobs";
import { wakeLanes } from "./lanes";
import { serve } from "./serve-lane";
import { deleteDeliveriesBefore, deleteWebhooksOf } from "./store";

const KEPT_MS = DELIVERIES_KEPT_DAYS * 24 * 3_600_000;

export const webhooksHandlers = defineHandlers(jobs, {
  announceRepo: (ctx, { repoId, news }) => announceRepoNews(ctx, repoId, news),
  announceDiscussion: (ctx, happened) => announceHappening(ctx, happened),
  deliverWebhook: (ctx) => wakeLanes(ctx),
  serveLane: (ctx, { lane }, signal) => serve(ctx, lane, signal),
  sweepDeliveries: ({ db, now }) => deleteDeliveriesBefore(db, new Date(now().getTime() - KEPT_MS)),
  removeWebhooksOfOwner: ({ db }, { ownerId }) => deleteWebhooksOf(db, ownerId),
});
