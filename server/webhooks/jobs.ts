import { z } from "zod";
import { defineJob } from "@/server/kernel";

const Change = z.object({ ref: z.string(), before: z.string().nullable(), after: z.string().nullable() });

/** What happened to a repository, in the words of receivers. */
export const RepoNews = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("created") }),
  z.object({ kind: z.literal("deleted") }),
  z.object({ kind: z.literal("moved"), before: z.string().nullable() }),
  z.object({ kind: z.literal("configured") }),
  z.object({ kind: z.literal("changed"), changes: z.array(Change) }),
]);
export type RepoNews = z.infer<typeof RepoNews>;

/** Writes one delivery for each webhook that looks at the repository and may. */
export const announceRepo = defineJob({
  name: "webhooks.announceRepo",
  payload: z.object({ repoId: z.uuid(), news: RepoNews }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** The same for those that hear of discussions. */
export const announceDiscussion = defineJob({
  name: "webhooks.announceDiscussion",
  payload: z.object({ eventId: z.uuid(), isChange: z.boolean() }),
  attempts: 10,
  timeoutMs: 60_000,
});

/** Deliveries are due: lanes that are free take them. */
export const deliverWebhook = defineJob({
  name: "webhooks.deliverWebhook",
  payload: z.object({}),
  attempts: 5,
  timeoutMs: 60_000,
});

/** One attempt: of the delivery whose turn it is in a lane, or the one that a killed worker left there. */
export const serveLane = defineJob({
  name: "webhooks.serveLane",
  payload: z.object({ lane: z.int().min(0) }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const sweepDeliveries = defineJob({
  name: "webhooks.sweepDeliveries",
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 5 * 60_000,
});

export const removeWebhooksOfOwner = defineJob({
  name: "webhooks.removeWebhooksOfOwner",
  payload: z.object({ ownerId: z.uuid() }),
  attempts: 25,
  timeoutMs: 60_000,
});

export const jobs = {
  announceRepo,
  announceDiscussion,
  deliverWebhook,
  serveLane,
  sweepDeliveries,
  removeWebhooksOfOwner,
};
