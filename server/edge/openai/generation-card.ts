import type { Exchange } from "@/server/edge/exchange";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { respondJson } from "@/server/edge/respond";
import { getGeneration } from "@/server/gateway";
import { formatMoney } from "@/server/kernel";
import { limitWords } from "./limit-words";

type Row = Awaited<ReturnType<typeof getGeneration>>;

/** Tells who paid for a call what came of it: who served it, what it used and cost, and how long it took. */
export async function tellGeneration(exchange: Exchange): Promise<void> {
  const caller = await limitedCallerOf(exchange, limitWords);
  const row = await getGeneration(exchange.ctx, caller, exchange.query.get("id") ?? "");
  respondJson(exchange, { status: 200, body: { data: cardOf(row) }, headers: { "cache-control": "no-store" } });
}

const cardOf = ({ inputTokens, cachedInputTokens, outputTokens, ...row }: Row) => ({
  ...{ object: "generation", id: row.id, created_at: row.startedAt, model: row.model, endpoint: row.endpoint },
  /** Names the deployment, or the model of a provider. */
  upstream: row.deploymentId,
  ...{ streamed: row.isStream, outcome: row.outcome, status: row.status, finish_reason: row.finishReason },
  usage: {
    ...{ prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
    prompt_tokens_details: { cached_tokens: cachedInputTokens },
    ...{ cost: formatMoney(row.cost), currency: row.currency },
  },
  times: { queue_ms: row.queueMs, first_token_ms: row.ttftMs, total_ms: row.latencyMs },
});
