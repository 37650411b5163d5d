import { allows } from "@/server/access";
import { tokenPriceOf } from "@/server/billing";
import { listCallable } from "@/server/inference";
import { type Ctx, DomainError, defineQuery, formatMoney, pageOfAll } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { callerOfActor } from "./caller";
import { CallableModel, ListCallableModelsInput } from "./contract";
import { type ListedModel, listModels } from "./list-models";

export const listCallableModels = defineQuery({
  name: "gateway.listCallableModels",
  summary: "List the models that the caller can call, with what a million tokens cost",
  http: { method: "GET", path: "/callable-models" },
  input: ListCallableModelsInput,
  output: pageOf(CallableModel),
  async run(ctx, input) {
    const caller = callerOfActor(ctx);
    const account = { kind: "Account", id: caller.payerId, ownerId: caller.payerId, visibility: "private" } as const;
    const models = (await allows(ctx, "deployment.read", account)) ? await listModels(ctx, listCallable, caller) : [];
    const { items, nextCursor } = await pageOfAll(ctx, input, {
      list: `gateway.listCallableModels ${caller.payerId}`,
      rows: models,
      sortOf: ({ name }) => name,
    });
    const priced = items.map(async ({ name: model, priced, isRunning }) => {
      return { model, isRunning, price: await priceOf(ctx, priced) };
    });
    return { items: await Promise.all(priced), nextCursor };
  },
});

/** `null` for a model that nobody set a price for: it cannot be called. */
async function priceOf(ctx: Ctx, priced: ListedModel["priced"]): Promise<CallableModel["price"]> {
  try {
    const price = "price" in priced ? priced.price : await tokenPriceOf(ctx, priced.repoId, ctx.now());
    const { input, output, currency } = price;
    return { input: formatMoney(input), output: formatMoney(output), currency };
  } catch (error) {
    if (error instanceof DomainError && error.code === "unavailable") return null;
    throw error;
  }
}
