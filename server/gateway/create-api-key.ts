import { authorize, personOf, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { getOwner, makerOf } from "@/server/identity";
import { atomically, DomainError, defineCommand, newRow } from "@/server/kernel";
import { apiKeysFrom } from "./api-key";
import { hashOf, NO_OLD_SECRET, prefixOf, secretFrom } from "./api-key-secret";
import { CreateApiKeyInput, CreatedApiKey, type KeyBudgetInput, KeyLimitsInput } from "./contract";
import { keyResource } from "./key-resource";
import { setKeyBudgets } from "./set-key-budgets";
import { insertKey } from "./store/keys";

export const createApiKey = defineCommand({
  name: "gateway.createApiKey",
  summary: "Create an API key; its owner pays for the calls made with it",
  http: { method: "POST", path: "/api-keys", status: 201 },
  input: CreateApiKeyInput,
  output: CreatedApiKey,
  async run(ctx, { name, owner: ownerName, limits = KeyLimitsInput.parse({}), ...asked }) {
    const { userId: creatorId } = personOf(ctx);
    const owner = await getOwner(ctx, ownerName);
    await authorize(ctx, "key.manage", keyResource(owner.id, owner.id));
    requireRecentSignIn(ctx);
    const budgets = budgetsIn(asked);

    const secret = secretFrom(ctx.random(32));
    const created = newRow(ctx);
    const row = {
      ...created,
      ...{
        ownerId: owner.id,
        creatorId,
        madeBy: makerOf(ctx.actor),
        name,
        prefix: prefixOf(secret),
        secretHash: hashOf(secret),
      },
      ...{ ...limits, ...NO_OLD_SECRET, secretSince: created.createdAt },
      ...{ lastUsedAt: null, disabledAt: null, deletedAt: null },
    };
    return atomically(ctx, async (ctx) => {
      await insertKey(ctx.db, row);
      await setKeyBudgets(ctx, row, budgets);
      const [key] = await apiKeysFrom(ctx, [row], owner.name);
      if (!key) throw new Error("a key that was made is there");
      await audit(ctx, "api_key.created", {
        kind: "API key",
        id: row.id,
        name,
        ownerId: owner.id,
        details: { budgets, limits },
      });
      return { ...key, secret };
    });
  },
});

function budgetsIn({ budget, budgets }: Pick<CreateApiKeyInput, "budget" | "budgets">): readonly KeyBudgetInput[] {
  if (!budget) return budgets ?? [];
  if (budgets)
    throw new DomainError("invalid", "Say `budgets` or `budget`, not both", { details: { param: "budget" } });
  return [{ ...budget, mode: "hard" }];
}
