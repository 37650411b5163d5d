import { authorize, personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { setBudget } from "@/server/billing";
import { getOwner } from "@/server/identity";
import { atomically, defineCommand, newRow, parseMoney } from "@/server/kernel";
import { apiKeysFrom } from "./api-key";
import { hashOf, prefixOf, secretFrom } from "./api-key-secret";
import { CreateApiKeyInput, CreatedApiKey } from "./contract";
import { keyResource } from "./key-resource";
import { insertKey } from "./store/keys";

export const createApiKey = defineCommand({
  name: "gateway.createApiKey",
  summary: "Create an API key; its owner pays for the calls made with it",
  http: { method: "POST", path: "/api-keys", status: 201 },
  input: CreateApiKeyInput,
  output: CreatedApiKey,
  async run(ctx, { name, owner: ownerName, budget }) {
    const { userId: creatorId } = personOf(ctx);
    const owner = await getOwner(ctx, ownerName);
    await authorize(ctx, "key.manage", keyResource(owner.id, owner.id));
    requireRecentSignIn(ctx);

    const secret = secretFrom(ctx.random(32));
    const row = {
      ...newRow(ctx),
      ...{ ownerId: owner.id, creatorId, name, prefix: prefixOf(secret), secretHash: hashOf(secret) },
      ...{ lastUsedAt: null, deletedAt: null },
    };
    return atomically(ctx, async (ctx) => {
      await insertKey(ctx.db, row);
      if (budget) {
        const named = { kind: "key", ref: row.id, ownerId: owner.id, period: "month" } as const;
        await setBudget(ctx, { budget: named, limit: parseMoney(budget.limit), mode: "hard" });
      }
      const [key] = await apiKeysFrom(ctx, [row], owner.name);
      if (!key) throw new Error("a key that was made is there");
      const details = { limit: budget?.limit ?? null };
      await audit(ctx, "api_key.created", { kind: "API key", id: row.id, name, ownerId: owner.id, details });
      return { ...key, secret };
    });
  },
});
