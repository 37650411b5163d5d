import { allows } from "@/server/access";
import { listCallable } from "@/server/inference";
import { defineQuery, pageOfAll } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { callerOfActor } from "./caller";
import { CallableModel, ListCallableModelsInput } from "./contract";
import { listModels } from "./list-models";
import { modelPriceOf } from "./model-price";

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
      return { model, isRunning, price: await modelPriceOf(ctx, priced) };
    });
    return { items: await Promise.all(priced), nextCursor };
  },
});
