import { z } from "zod";
import { Watched, WEBHOOK_DOMAINS, WebhookUrl } from "@/server/webhooks/contract";

/** What Hugging Face clients send about webhooks (hub-protocols §3.10); unknown fields are ignored. */

const Fields = z.object({
  url: WebhookUrl.nullish(),
  jobSourceId: z.string().nullish(),
  domains: z.array(z.enum(WEBHOOK_DOMAINS)).nullish(),
  secret: z.string().max(200).nullish(),
});

export const CreateWebhookBody = Fields.extend({ watched: z.array(z.object(Watched.shape)).min(1).max(50) });
/** Python always sends a list; an empty one leaves it as it is. */
export const UpdateWebhookBody = Fields.extend({ watched: z.array(z.object(Watched.shape)).max(50).nullish() });
