import { authorize } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { BudgetConsumer, ListBudgetConsumersInput } from "./contract";
import { accountResource, keyResource } from "./key-resource";
import { readConsumers } from "./read-consumers";
import { getKey } from "./store/keys";

export const listBudgetConsumers = defineQuery({
  name: "gateway.listBudgetConsumers",
  summary:
    "List what uses up a budget of an API key, or of the account that pays for it, in its running period, largest first",
  http: { method: "GET", path: "/api-keys/{keyId}/consumers" },
  input: ListBudgetConsumersInput,
  output: pageOf(BudgetConsumer),
  async run(ctx: Ctx<"dueCharges">, input) {
    const { keyId, of } = input;
    const { ownerId } = await getKey(ctx.db, keyId);
    await authorize(ctx, "key.read", keyResource(keyId, ownerId));
    if (of === "account") await authorize(ctx, "billing.read", accountResource(ownerId));
    return readConsumers(ctx, input, {
      ownerId,
      of: of === "key" ? { kind: "key", id: keyId } : null,
      list: `gateway.listBudgetConsumers ${keyId}`,
    });
  },
});
