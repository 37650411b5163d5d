import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeleteApiKeyInput } from "./contract";
import { manageableKey } from "./manageable-key";
import { markKeyDeleted } from "./store/keys";

export const deleteApiKey = defineCommand({
  name: "gateway.deleteApiKey",
  summary: "Delete an API key; the next call with it is refused",
  http: { method: "DELETE", path: "/api-keys/{keyId}", status: 204 },
  input: DeleteApiKeyInput,
  output: Nothing,
  async run(ctx, { keyId }) {
    const { name, ownerId } = await manageableKey(ctx, keyId);
    return atomically(ctx, async (ctx) => {
      await markKeyDeleted(ctx.db, keyId, ctx.now());
      await audit(ctx, "api_key.deleted", { kind: "API key", id: keyId, name, ownerId });
      return {};
    });
  },
});
