import type { Exchange } from "@/server/edge/exchange";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import type { FactsOf } from "@/server/edge/generation/runtime-facts";
import { respondJson } from "@/server/edge/respond";
import { type Directory, type ListedModel, listModels } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { limitWords } from "./limit-words";
import { modelCard } from "./model-card";

interface Deps {
  readonly directory: Directory;
  readonly factsOf: FactsOf;
}

/** What a caller may call: all of it, and one model by its name. */
export function createModelRoutes({ directory, factsOf }: Deps) {
  const found = async (exchange: Exchange) =>
    listModels(exchange.ctx, directory, await limitedCallerOf(exchange, limitWords));
  const cardOf = async ({ ctx }: Exchange, model: ListedModel) => modelCard(ctx, model, await factsOf(model.address));

  return {
    async list(exchange: Exchange): Promise<void> {
      const models = await found(exchange);
      const data = await Promise.all(models.map((model) => cardOf(exchange, model)));
      respondJson(exchange, { status: 200, body: { object: "list", data } });
    },
    /** `given`: percent-encoded, as the client sent it. */
    async tell(exchange: Exchange, given: string): Promise<void> {
      const wanted = decoded(given).toLowerCase();
      const model = (await found(exchange)).find(({ name }) => name.toLowerCase() === wanted);
      if (model) return respondJson(exchange, { status: 200, body: await cardOf(exchange, model) });
      throw new DomainError("not_found", `The model '${wanted}' does not exist or you do not have access to it`, {
        reason: "model_not_found",
      });
    },
  };
}

const badName = (cause: unknown) =>
  new DomainError("invalid", "The model's name is not percent-encoded UTF-8", { cause });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw badName(cause);
  }
}
