export { addWebhook } from "./add-webhook";
export { dropWebhook } from "./delete-webhook";
export { showWebhook } from "./get-webhook";
export { listOwnWebhooks } from "./list-webhooks";
export type { WebhookRow } from "./store";
export { changeWebhook } from "./update-webhook";
