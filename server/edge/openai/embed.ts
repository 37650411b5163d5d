import type { Exchange } from "@/server/edge/exchange";
import type { Usage } from "@/server/edge/generation/chunk";
import { passRefusal } from "@/server/edge/generation/generate";
import { Progress } from "@/server/edge/generation/progress";
import { callRuntime, type Upstreams, upstreamFailure } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { type Admission, settle } from "@/server/gateway";
import type { CallOutcome } from "@/server/gateway/contract";
import { errorAnswer } from "./errors";
import { errorWords } from "./telling";

interface Embedding {
  readonly admission: Admission;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Turns text into vectors and charges the input; a client that leaves early read nothing and pays nothing. */
export async function embed(upstreams: Upstreams, exchange: Exchange, { admission, body }: Embedding): Promise<void> {
  const { signal } = exchange;
  const { address, id, deployment } = admission;
  const progress = new Progress();
  const end = (outcome: CallOutcome, status: number) => {
    const { tokens, basis, elapsedMs: latencyMs } = progress;
    return settle(exchange.ctx, admission, { tokens, basis, latencyMs, ttftMs: null, outcome, status });
  };
  try {
    const sent = { ...body, model: deployment.model };
    const answer = await callRuntime(upstreams, { address, path: "/v1/embeddings", id, body: sent, signal });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      return await passRefusal(exchange, answer, errorWords);
    }
    const result = resultOf(await answer.body.json());
    progress.report(result.usage.prompt_tokens, 0);
    await end("completed", 200);
    const processing = { "openai-processing-ms": String(progress.elapsedMs) };
    respondJson(exchange, { status: 200, body: { ...result, model: deployment.model }, headers: processing });
  } catch (error) {
    if (signal.aborted) return await end("cancelled", 499);
    const failure = errorAnswer(upstreamFailure(error), exchange.ctx.requestId);
    await end("failed", failure.status);
    respondJson(exchange, failure);
  }
}

function resultOf(answer: unknown): { readonly usage: Usage } & Record<string, unknown> {
  const { usage, ...rest } = Object(answer);
  if (typeof usage?.prompt_tokens !== "number") throw new Error("The runtime told no usage");
  return { ...rest, usage };
}
