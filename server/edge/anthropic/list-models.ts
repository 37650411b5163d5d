import type { Exchange } from "@/server/edge/exchange";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { respondJson } from "@/server/edge/respond";
import { type Directory, listModels as modelsOf } from "@/server/gateway";
import { limitWords } from "./limit-words";

/** All models a caller may call, on one page. */
export async function listModels(exchange: Exchange, { directory }: { readonly directory: Directory }): Promise<void> {
  const found = await modelsOf(exchange.ctx, directory, await limitedCallerOf(exchange, limitWords));
  const data = found.map(({ name, createdAt }) => ({
    ...{ type: "model", id: name, display_name: name },
    created_at: createdAt.toISOString(),
  }));
  const ends = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
  respondJson(exchange, { status: 200, body: { data, has_more: false, ...ends } });
}
