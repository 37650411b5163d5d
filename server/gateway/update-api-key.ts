import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { ApiKey, UpdateApiKeyInput } from "./contract";
import { manageableKey } from "./manageable-key";
import { readApiKey } from "./read-api-key";
import { setKeyBudgets } from "./set-key-budgets";
import { updateKey } from "./store/keys";

export const updateApiKey = defineCommand({
  name: "gateway.updateApiKey",
  summary: "Rename an API key, or give it other budgets and limits; calls that run are not held back",
  http: { method: "PATCH", path: "/api-keys/{keyId}" },
  input: UpdateApiKeyInput,
  output: ApiKey,
  async run(ctx, { keyId, name, budgets, limits }) {
    const { ownerId } = await manageableKey(ctx, keyId);
    return atomically(ctx, async (ctx) => {
      await updateKey(ctx.db, keyId, { ...(name !== undefined && { name }), ...limits, updatedAt: ctx.now() });
      if (budgets) await setKeyBudgets(ctx, { id: keyId, ownerId }, budgets);
      const key = await readApiKey(ctx, keyId);
      const details = { ...(name !== undefined && { name }), ...(budgets && { budgets }), ...(limits && { limits }) };
      await audit(ctx, "api_key.updated", { kind: "API key", id: keyId, name: key.name, ownerId, details });
      return key;
    });
  },
});
