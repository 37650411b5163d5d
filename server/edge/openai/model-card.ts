import type { RuntimeFacts } from "@/server/edge/generation/runtime-facts";
import { type ListedModel, modelPriceOf } from "@/server/gateway";
import type { Endpoint } from "@/server/gateway/contract";
import type { Ctx } from "@/server/kernel";

const OF_TEXT: readonly Endpoint[] = ["chat.completions", "completions", "embeddings", "messages", "responses"];
const OF_VECTORS: readonly Endpoint[] = ["embeddings"];

/**
 * A model as `GET /v1/models` lists it, with what OpenAI does not tell and others read: whether it runs, how many tokens
 * fit, what it takes and makes, which calls it takes, and what a million tokens cost.
 */
export async function modelCard(ctx: Ctx, { name, createdAt, isRunning, ...model }: ListedModel, facts: RuntimeFacts) {
  const price = await modelPriceOf(ctx, model.priced);
  const contextLength = model.contextLength ?? facts.contextLength;
  return {
    id: name,
    object: "model",
    created: Math.floor(createdAt.getTime() / 1000),
    owned_by: name.split("/")[0] ?? name,
    status: isRunning ? "running" : "stopped",
    ...(contextLength !== null && { context_length: contextLength }),
    ...(facts.modalities && { architecture: architectureOf(facts.modalities) }),
    endpoints: model.endpoints ?? (facts.modalities?.output.includes("embeddings") ? OF_VECTORS : OF_TEXT),
    pricing: price && pricingOf(price),
  };
}

const architectureOf = ({ input, output }: NonNullable<RuntimeFacts["modalities"]>) => ({
  ...{ input_modalities: input, output_modalities: output },
});

const pricingOf = ({ cachedInput, ...price }: NonNullable<Awaited<ReturnType<typeof modelPriceOf>>>) => ({
  ...{ unit: "1M tokens", ...price },
  ...(cachedInput !== undefined && { cached_input: cachedInput }),
});
