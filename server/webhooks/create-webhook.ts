import { defineCommand } from "@/server/kernel";
import { addWebhook } from "./add-webhook";
import { CreateWebhookInput, NewWebhook } from "./contract";
import { showWebhook } from "./get-webhook";
import { newSigningSecret } from "./signature";

export const createWebhook = defineCommand({
  name: "webhooks.createWebhook",
  summary: "Have an address called when something happens to repositories; the secret is shown once",
  http: { method: "POST", path: "/webhooks", status: 201 },
  input: CreateWebhookInput,
  output: NewWebhook,
  async run(ctx, input) {
    const signingSecret = newSigningSecret(ctx.random);
    const row = await addWebhook(ctx, { ...input, style: "signed", secret: signingSecret });
    return { ...(await showWebhook(ctx, row)), signingSecret };
  },
});
