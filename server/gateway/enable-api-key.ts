import { defineCommand } from "@/server/kernel";
import { changeKey } from "./change-key";
import { ApiKey, EnableApiKeyInput } from "./contract";

export const enableApiKey = defineCommand({
  name: "gateway.enableApiKey",
  summary: "Let calls with an API key through again",
  http: { method: "POST", path: "/api-keys/{keyId}/enable" },
  input: EnableApiKeyInput,
  output: ApiKey,
  run: (ctx, { keyId }) =>
    changeKey(ctx, keyId, {
      action: "api_key.enabled",
      changesOf: ({ disabledAt }) => (disabledAt === null ? null : { disabledAt: null }),
    }),
});
