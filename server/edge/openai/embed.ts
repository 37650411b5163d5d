import type { Exchange } from "@/server/edge/exchange";
import { callModel } from "@/server/edge/generation/call-model";
import { countedPrompt } from "@/server/edge/generation/counted";
import { passRefusal } from "@/server/edge/generation/generate";
import { Progress } from "@/server/edge/generation/progress";
import { type Upstreams, upstreamFailure } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { type Admission, billOf, settle, type Usage } from "@/server/gateway";
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
  const { served, target } = admission;
  const { kind } = target;
  const promptTokens = kind === "provider" ? countedPrompt(body) : null;
  const progress = new Progress({ promptTokens, mostTokens: admission.mostTokens });
  const queueMs = Math.max(0, exchange.ctx.now().getTime() - admission.startedAt.getTime());
  const end = (outcome: CallOutcome, status: number) => {
    const { tokens, basis, elapsedMs: latencyMs } = progress;
    return settle(exchange.ctx, admission, { tokens, basis, latencyMs, ttftMs: null, queueMs, outcome, status });
  };
  try {
    const answer = await callModel(upstreams, exchange, { admission, wire: "embeddings", body });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      return await passRefusal(exchange, { answer, kind, words: errorWords });
    }
    const told: Told = Object(await answer.body.json());
    const { tokens, cost, currency } = billOf(admission, progress.whole(told.usage ?? null));
    const { inputTokens } = tokens;
    const usage = { prompt_tokens: inputTokens, total_tokens: inputTokens, cost, currency };
    const result = { ...told, data: vectorsOf(told, body.encoding_format), usage, model: served.model };
    await end("completed", 200);
    const processing = { "openai-processing-ms": String(progress.elapsedMs) };
    respondJson(exchange, { status: 200, body: result, headers: processing });
  } catch (error) {
    if (signal.aborted) return await end("cancelled", 499);
    const failure = errorAnswer(upstreamFailure(error, kind), exchange.ctx.requestId);
    await end("failed", failure.status);
    respondJson(exchange, failure);
  }
}

interface Told extends Readonly<Record<string, unknown>> {
  readonly usage?: Usage | null;
  readonly data?: unknown;
}

/** OpenAI's clients ask for vectors as base64 (RFC 4648) of little-endian floats, and read nothing else then. */
function vectorsOf({ data }: Told, format: unknown): unknown {
  if (format !== "base64" || !Array.isArray(data)) return data;
  return data.map((one) => {
    const { embedding } = Object(one);
    return Array.isArray(embedding) ? { ...one, embedding: encoded(embedding) } : one;
  });
}

function encoded(numbers: readonly number[]): string {
  const bytes = Buffer.alloc(numbers.length * Float32Array.BYTES_PER_ELEMENT);
  for (const [index, number] of numbers.entries()) bytes.writeFloatLE(number, index * Float32Array.BYTES_PER_ELEMENT);
  return bytes.toString("base64");
}
