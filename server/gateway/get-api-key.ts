import { allows, authorize } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ApiKeyDetails, GetApiKeyInput } from "./contract";
import { accountResource, keyResource } from "./key-resource";
import { readApiKey } from "./read-api-key";
import { getKey } from "./store/keys";

export const getApiKey = defineQuery({
  name: "gateway.getApiKey",
  summary: "Get an API key with its budgets",
  http: { method: "GET", path: "/api-keys/{keyId}" },
  input: GetApiKeyInput,
  output: ApiKeyDetails,
  async run(ctx: Ctx<"dueCharges">, { keyId }) {
    const { ownerId } = await getKey(ctx.db, keyId);
    const resource = keyResource(keyId, ownerId);
    await authorize(ctx, "key.read", resource);
    await ctx.live.dueCharges.settled(ownerId);
    const [key, manage, seeAccount] = await Promise.all([
      readApiKey(ctx, keyId),
      allows(ctx, "key.manage", resource),
      allows(ctx, "billing.read", accountResource(ownerId)),
    ]);
    return { ...key, can: { manage, seeAccount } };
  },
});
