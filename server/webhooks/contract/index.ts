import { z } from "zod";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { WATCHED_KINDS } from "./watched-kinds";

/** `repo`: repositories and what is in them; `discussions`: issues, pull requests and their comments. */
export const WEBHOOK_DOMAINS = ["repo", "discussions"] as const;
export const WebhookDomain = z.enum(WEBHOOK_DOMAINS);
export type WebhookDomain = z.infer<typeof WebhookDomain>;

/** How a call proves where it comes from: a signature (Standard Webhooks), or the secret itself as Hugging Face does. */
export type WebhookStyle = "signed" | "huggingface";

export const Watched = z.strictObject({
  type: z.enum(WATCHED_KINDS),
  name: Text.max(200).min(1).describe("An account, or `namespace/name` of a repository."),
});
export type Watched = z.infer<typeof Watched>;

export const MAX_WATCHED = 50;
export const MAX_WEBHOOKS = 50;
/** Deliveries given up in a row: nobody listens there any more. */
export const MAX_FAILURES = 20;
export const DELIVERIES_KEPT_DAYS = 30;

export const DELIVERY_STATES = ["waiting", "delivered", "failed"] as const;
export const DeliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const WebhookUrl = Text.max(2_000).regex(
  /^https?:\/\/[^\s]+$/i,
  "An address that starts with https:// or http://",
);
const Domains = z.array(WebhookDomain).min(1).max(WEBHOOK_DOMAINS.length);
const WatchedList = z.array(Watched).min(1).max(MAX_WATCHED);

export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  domains: z.array(WebhookDomain),
  watched: z.array(z.object({ type: z.enum(WATCHED_KINDS), name: z.string() })),
  isSigned: z.boolean().describe("Signed as Standard Webhooks say; else the secret itself goes along."),
  isEnabled: z.boolean(),
  failures: z.int().describe(`Deliveries given up in a row; after ${MAX_FAILURES} it is disabled.`),
  createdAt: z.date(),
});
export type Webhook = z.infer<typeof Webhook>;
export const WebhookPage = pageOf(Webhook);
export const ListWebhooksInput = PageInput;

export const CreateWebhookInput = z.strictObject({
  url: WebhookUrl,
  watched: WatchedList,
  domains: Domains.default([...WEBHOOK_DOMAINS]),
});
/** The secret is shown once: `whsec_` and Base64, the key of the HMAC. */
export const NewWebhook = Webhook.extend({ signingSecret: z.string() });

export const WebhookAddress = z.strictObject({ id: z.uuid() });
export const UpdateWebhookInput = WebhookAddress.extend({
  url: WebhookUrl.optional(),
  watched: WatchedList.optional(),
  domains: Domains.optional(),
  isEnabled: z.boolean().optional(),
});

export const Delivery = z.object({
  id: z.uuid(),
  event: z.string().describe("Scope and action, such as `repo.content update`."),
  state: DeliveryState,
  attempts: z.int(),
  status: z.int().nullable().describe("HTTP status of the last answer."),
  error: z.string().nullable(),
  answer: z.string().nullable().describe("Beginning of the last answer."),
  durationMs: z.int().nullable(),
  nextAttemptAt: z.date().nullable(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
});
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery);
export const ListDeliveriesInput = PageInput.extend(WebhookAddress.shape);
export const RedeliverInput = WebhookAddress.extend({ deliveryId: z.uuid() });
