import { once } from "node:events";
import type { Exchange } from "@/server/edge/exchange";
import { respondJson } from "@/server/edge/respond";
import { type Admission, createProgressNotes, settle } from "@/server/gateway";
import type { CallOutcome } from "@/server/gateway/contract";
import { DomainError } from "@/server/kernel";
import { Assembly } from "./assemble";
import { errorAnswer } from "./errors";
import { Progress } from "./progress";
import { serverEvents } from "./server-events";
import { type Answer, callRuntime, type Upstreams, upstreamFailure } from "./upstream";
import type { Chunk } from "./wire";

export interface Generation {
  readonly admission: Admission;
  readonly path: "/v1/chat/completions" | "/v1/completions";
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the client asked for the usage as the last event of its stream. */
  readonly wantsUsage: boolean;
}

/** Runs a chat or a completion and charges it, whole or cut. */
export async function generate(upstreams: Upstreams, exchange: Exchange, generation: Generation): Promise<void> {
  const { admission, path, body } = generation;
  const { signal } = exchange;
  const progress = new Progress(createProgressNotes(exchange.ctx, admission));
  const end = (outcome: CallOutcome, status: number) =>
    settle(exchange.ctx, admission, { ...endOf(progress), outcome, status });
  try {
    const sent = { ...body, model: admission.deployment.model, stream: true, stream_options: { include_usage: true } };
    const answer = await callRuntime(upstreams, {
      address: admission.address,
      path,
      id: admission.id,
      body: sent,
      signal,
    });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      return await passRefusal(exchange, answer);
    }
    const relay = admission.isStream ? streamOut : answerWhole;
    await relay({ exchange, generation, progress, answer, settled: () => end("completed", 200) });
  } catch (error) {
    if (signal.aborted) return await end("cancelled", 499);
    const failure = errorAnswer(upstreamFailure(error), exchange.ctx.requestId);
    await end("failed", failure.status);
    if (!(error instanceof DomainError))
      exchange.ctx.log.warn({ err: error, call: admission.id }, "A runtime broke off");
    if (!exchange.response.headersSent) respondJson(exchange, failure);
    else exchange.response.end(`data: ${JSON.stringify(failure.body)}\n\n`);
  }
}

const endOf = ({ tokens, basis, ttftMs, elapsedMs }: Progress) => ({ tokens, basis, ttftMs, latencyMs: elapsedMs });

/** What a runtime says of a request it cannot serve is for the client; what it says of itself is not. */
export async function passRefusal(exchange: Exchange, { status, body }: Answer): Promise<void> {
  const told = await body.json().catch(() => null);
  const isOurs = typeof told === "object" && told !== null && "error" in told;
  if (isOurs && (status < 500 || status === 503)) {
    return respondJson(exchange, { status, body: told, headers: status === 503 ? { "retry-after": "1" } : {} });
  }
  const failure = upstreamFailure(new Error(`The runtime answered ${status}`));
  respondJson(exchange, errorAnswer(failure, exchange.ctx.requestId));
}

interface Relay {
  readonly exchange: Exchange;
  readonly generation: Generation;
  readonly progress: Progress;
  readonly answer: Answer;
  /** Charges the call; the last byte is sent after it. */
  readonly settled: () => Promise<void>;
}

async function answerWhole({ exchange, generation, progress, answer, settled }: Relay): Promise<void> {
  const assembly = new Assembly(generation.path === "/v1/completions" ? "text_completion" : "chat.completion");
  for await (const chunk of chunksOf(answer, progress)) if (chunk) assembly.add(chunk);
  await settled();
  const { model } = generation.admission.deployment;
  const processing = { "openai-processing-ms": String(progress.elapsedMs) };
  respondJson(exchange, { status: 200, body: { ...assembly.result(), model }, headers: processing });
}

async function streamOut({ exchange, generation, progress, answer, settled }: Relay): Promise<void> {
  const { response, signal } = exchange;
  const { wantsUsage, admission } = generation;
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    "openai-processing-ms": String(progress.elapsedMs),
  });
  response.flushHeaders();
  for await (const chunk of chunksOf(answer, progress)) {
    const text = chunk ? eventOf(chunk, admission.deployment.model, wantsUsage) : ": keep-alive\n\n";
    if (text !== null && !response.write(text)) await once(response, "drain", { signal });
  }
  await settled();
  response.end("data: [DONE]\n\n");
}

/** What the client reads of an event: without our own count, and without a usage that it did not ask for. */
function eventOf({ yard: _, usage, ...chunk }: Chunk, model: string, wantsUsage: boolean): string | null {
  if (!wantsUsage && usage && chunk.choices?.length === 0) return null;
  return `data: ${JSON.stringify({ ...chunk, model, ...(wantsUsage && { usage: usage ?? null }) })}\n\n`;
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
