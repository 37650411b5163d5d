import { defineCommand } from "@/server/kernel";
import { NO_OLD_SECRET } from "./api-key-secret";
import { changeKey } from "./change-key";
import { ApiKey, RetireOldSecretInput } from "./contract";

export const retireOldSecret = defineCommand({
  name: "gateway.retireOldSecret",
  summary: "End the old secret of an API key before its time; nothing happens when there is none",
  http: { method: "DELETE", path: "/api-keys/{keyId}/old-secret" },
  input: RetireOldSecretInput,
  output: ApiKey,
  run: (ctx, { keyId }) =>
    changeKey(ctx, keyId, {
      action: "api_key.old_secret_ended",
      changesOf: ({ oldSecretEndsAt: end }) => (end !== null && end > ctx.now() ? NO_OLD_SECRET : null),
    }),
});
