import { once } from "node:events";
import type { Exchange } from "@/server/edge/exchange";
import { respondJson } from "@/server/edge/respond";
import { type Admission, createProgressNotes, settle } from "@/server/gateway";
import type { CallOutcome } from "@/server/gateway/contract";
import { DomainError } from "@/server/kernel";
import type { Chunk } from "./chunk";
import { Progress } from "./progress";
import { serverEvents } from "./server-events";
import type { ErrorWords, Refusal, Telling } from "./surface";
import { type Answer, callRuntime, type Upstreams, upstreamFailure } from "./upstream";

export interface Generation {
  readonly admission: Admission;
  readonly path: "/v1/chat/completions" | "/v1/completions";
  /** In OpenAI's shape, whatever the client sent. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly telling: Telling;
}

/**
 * Runs a chat or a completion and charges it, whole or cut. Calls are always streamed between us and the runtime, so
 * that one whose client leaves is charged for what was made until then.
 */
export async function generate(upstreams: Upstreams, exchange: Exchange, generation: Generation): Promise<void> {
  const { admission, path, body, telling } = generation;
  const { signal } = exchange;
  const progress = new Progress(createProgressNotes(exchange.ctx, admission));
  const end = (outcome: CallOutcome, status: number) =>
    settle(exchange.ctx, admission, { ...endOf(progress), outcome, status });
  try {
    const { model } = admission.deployment;
    const sent = {
      ...body,
      ...lengthOf(exchange, admission),
      model,
      stream: true,
      stream_options: { include_usage: true },
    };
    const answer = await callRuntime(upstreams, {
      address: admission.address,
      path,
      id: admission.id,
      body: sent,
      signal,
    });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      return await passRefusal(exchange, answer, telling);
    }
    const relay = admission.isStream ? streamOut : answerWhole;
    await relay({ exchange, telling, progress, answer, settled: () => end("completed", 200) });
  } catch (error) {
    if (signal.aborted) return await end("cancelled", 499);
    const failure = telling.errorAnswer(upstreamFailure(error), exchange.ctx.requestId);
    await end("failed", failure.status);
    if (!(error instanceof DomainError))
      exchange.ctx.log.warn({ err: error, call: admission.id }, "A runtime broke off");
    if (!exchange.response.headersSent) respondJson(exchange, failure);
    else exchange.response.end(telling.stream.errorText(failure));
  }
}

/** How long an answer may become whose caller named no limit, and that this is because of a budget. */
function lengthOf({ response }: Exchange, { maxTokens }: Admission) {
  if (maxTokens === null) return {};
  response.setHeader("x-gateway-max-tokens-clamped", String(maxTokens));
  return { max_tokens: maxTokens };
}

const endOf = ({ tokens, basis, ttftMs, elapsedMs }: Progress) => ({ tokens, basis, ttftMs, latencyMs: elapsedMs });

/** What a runtime says of a request it cannot serve is for the client; what it says of itself is not. */
export async function passRefusal(exchange: Exchange, { status, body }: Answer, words: ErrorWords): Promise<void> {
  const { requestId } = exchange.ctx;
  const told = await body.json().catch(() => null);
  if (isRefusal(told) && (status < 500 || status === 503)) {
    return respondJson(exchange, words.refusalAnswer(status, told, requestId));
  }
  const failure = upstreamFailure(new Error(`The runtime answered ${status}`));
  respondJson(exchange, words.errorAnswer(failure, requestId));
}

const isRefusal = (told: unknown): told is Refusal => typeof told === "object" && told !== null && "error" in told;

interface Relay {
  readonly exchange: Exchange;
  readonly telling: Telling;
  readonly progress: Progress;
  readonly answer: Answer;
  /** Charges the call; the last byte is sent after it. */
  readonly settled: () => Promise<void>;
}

async function answerWhole({ exchange, telling, progress, answer, settled }: Relay): Promise<void> {
  const assembly = telling.assembly();
  for await (const chunk of chunksOf(answer, progress)) if (chunk) assembly.add(chunk);
  const body = assembly.result();
  await settled();
  respondJson(exchange, { status: 200, body, headers: telling.headers(progress.elapsedMs) });
}

async function streamOut({ exchange, telling, progress, answer, settled }: Relay): Promise<void> {
  const { response, signal } = exchange;
  const { textOf, closing, keepAlive } = telling.stream;
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    ...telling.headers(progress.elapsedMs),
  });
  response.flushHeaders();
  for await (const chunk of chunksOf(answer, progress)) {
    const text = chunk ? textOf(chunk) : keepAlive;
    if (text !== "" && !response.write(text)) await once(response, "drain", { signal });
  }
  await settled();
  response.end(closing());
}

/** The events of a runtime until its `[DONE]`; `null` for a sign of life. Throws when it ends in any other way. */
async function* chunksOf({ body }: Answer, progress: Progress): AsyncGenerator<Chunk | null> {
  for await (const event of serverEvents(body)) {
    if (event.kind === "comment") yield null;
    else if (event.data === "[DONE]") return;
    else yield seen(JSON.parse(event.data), progress);
  }
  throw new Error("The runtime ended its answer without [DONE]");
}

function seen(chunk: Chunk, progress: Progress): Chunk {
  if (chunk.error) throw new Error(`The runtime reported ${JSON.stringify(chunk.error)}`);
  progress.see(chunk);
  return chunk;
}
