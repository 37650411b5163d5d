import type { Exchange } from "@/server/edge/exchange";
import { respondJson } from "@/server/edge/respond";
import { describeOwnKey } from "@/server/gateway";
import type { ApiKey } from "@/server/gateway/contract";
import { type LimitWords, limitedCallerOf } from "./limits";

/** Tells whoever holds an API key what it may do, what is left of its budgets and when they start anew. */
export async function tellOwnKey(exchange: Exchange, words: LimitWords): Promise<void> {
  const key = await describeOwnKey(exchange.ctx, await limitedCallerOf(exchange, words));
  respondJson(exchange, { status: 200, body: keyCard(key), headers: { "cache-control": "no-store" } });
}

const keyCard = ({ id, name, prefix, owner, budgets, limits, createdAt, lastUsedAt }: ApiKey) => ({
  object: "key",
  ...{ id, name, prefix, owner },
  budgets: budgets.map(({ resetsAt, ...budget }) => ({ ...budget, resets_at: resetsAt })),
  limits: {
    ...{ models: limits.models, endpoints: limits.endpoints, networks: limits.networks },
    requests_per_minute: limits.requestsPerMinute,
    tokens_per_minute: limits.tokensPerMinute,
    parallel_calls: limits.parallelCalls,
  },
  created_at: createdAt,
  last_used_at: lastUsedAt,
});
