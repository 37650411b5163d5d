import type { Exchange } from "@/server/edge/exchange";
import { callerOf } from "@/server/edge/generation/caller";
import { passRefusal } from "@/server/edge/generation/generate";
import { readCall } from "@/server/edge/generation/read-call";
import { callRuntime, type Upstreams } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { type Directory, findRuntime } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { errorWords } from "./errors";
import { promptOf } from "./to-chat";
import { CountTokensRequest } from "./wire";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** Has the model's own runtime count a prompt; it costs nothing. */
export async function countTokens(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const { ctx, signal } = exchange;
  const caller = await callerOf(exchange);
  const request = await readCall(exchange, CountTokensRequest);
  const { address, model } = await findRuntime(ctx, directory, { caller, wanted: request.model });
  const body = { model, ...promptOf(request) };
  const answer = await callRuntime(upstreams, { address, path: "/tokenize", id: ctx.requestId, body, signal });
  if (answer.status !== 200 && answer.status !== 404)
    return await passRefusal(exchange, { answer, kind: "deployment", words: errorWords });
  const { count } = Object(await answer.body.json().catch(() => null));
  if (typeof count !== "number") {
    throw new DomainError(
      "unavailable",
      "The runtime of this model cannot count tokens; its newer version, under Runtimes, can",
      {
        reason: "upstream_error",
      },
    );
  }
  respondJson(exchange, { status: 200, body: { input_tokens: count } });
}
