import { defineCommand } from "@/server/kernel";
import { changeKey } from "./change-key";
import { ApiKey, DisableApiKeyInput } from "./contract";

export const disableApiKey = defineCommand({
  name: "gateway.disableApiKey",
  summary: "Refuse calls with an API key from the next second on, until it is enabled; calls that run may end",
  http: { method: "POST", path: "/api-keys/{keyId}/disable" },
  input: DisableApiKeyInput,
  output: ApiKey,
  run: (ctx, { keyId }) =>
    changeKey(ctx, keyId, {
      action: "api_key.disabled",
      changesOf: ({ disabledAt }) => (disabledAt === null ? { disabledAt: ctx.now() } : null),
    }),
});
