import { once } from "node:events";
import type { Exchange } from "@/server/edge/exchange";
import { respondJson } from "@/server/edge/respond";
import {
  type Admission,
  type Bill,
  billOf,
  type Chunk,
  createProgressNotes,
  settle,
  type Target,
  type WholeWire,
  type Wire,
} from "@/server/gateway";
import type { CallOutcome } from "@/server/gateway/contract";
import { DomainError } from "@/server/kernel";
import { callModel } from "./call-model";
import { countedPrompt } from "./counted";
import { Progress } from "./progress";
import { serverEvents } from "./server-events";
import type { ErrorWords, Refusal, Telling } from "./surface";
import { type Answer, type Upstreams, upstreamFailure } from "./upstream";

export interface Generation {
  readonly admission: Admission;
  readonly wire: Exclude<Wire, WholeWire | "count_tokens">;
  /** In OpenAI's shape, whatever the client sent; in Anthropic's for who speaks that. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the client, as far as they belong to its language. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly telling: Telling;
  /** Who is asked instead when nobody begins to answer; `null`: nobody is left. */
  readonly next?: () => Promise<Generation | null>;
}

/**
 * Runs a chat or a completion and charges it, whole or cut. Calls are always streamed between us and whoever serves
 * them, so that one whose client leaves is charged for what was made until then. Where nobody begins to answer, the next
 * one is asked.
 */
export async function generate(upstreams: Upstreams, exchange: Exchange, generation: Generation): Promise<void> {
  const tellFailure = await attempt(upstreams, exchange, generation);
  if (tellFailure === null) return;
  const other = generation.next && mayAskNext(exchange) ? await generation.next() : null;
  if (other) await generate(upstreams, exchange, other);
  else tellFailure();
}

const mayAskNext = ({ ctx }: Exchange): boolean => ctx.live.traffic.retries.take(ctx.now());

/** `null` when the client has its answer, or has left; otherwise what tells it that nobody began to answer. */
async function attempt(upstreams: Upstreams, exchange: Exchange, generation: Generation): Promise<(() => void) | null> {
  const { admission, wire, body, headers, telling } = generation;
  const { response, signal } = exchange;
  const { kind } = admission.target;
  const progress = new Progress({
    onTokens: createProgressNotes(exchange.ctx, admission),
    promptTokens: kind === "provider" ? countedPrompt(body) : null,
    mostTokens: admission.mostTokens,
  });
  const queueMs = Math.max(0, exchange.ctx.now().getTime() - admission.startedAt.getTime());
  const end = (outcome: CallOutcome, status: number) =>
    settle(exchange.ctx, admission, { ...endOf(progress), queueMs, outcome, status });
  let hasBegun = false;
  try {
    const sent = { ...body, ...lengthOf(exchange, admission) };
    const answer = await callModel(upstreams, exchange, { admission, wire, body: sent, headers });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      const refuse = await readRefusal(exchange, { answer, kind, words: telling });
      if (answer.status >= 500) return refuse;
      refuse();
      return null;
    }
    hasBegun = true;
    const relay = admission.isStream ? streamOut : answerWhole;
    const bill = () => (progress.tokens ? billOf(admission, progress.tokens) : null);
    await relay({ exchange, telling, progress, answer, bill, settled: () => end("completed", 200) });
    return null;
  } catch (error) {
    if (signal.aborted) {
      await end("cancelled", 499);
      return null;
    }
    const failure = telling.errorAnswer(upstreamFailure(error, kind), exchange.ctx.requestId);
    await end("failed", failure.status);
    if (!(error instanceof DomainError))
      exchange.ctx.log.warn({ err: error, call: admission.id, kind }, "Who served a call broke off");
    if (!hasBegun) return () => respondJson(exchange, failure);
    if (response.headersSent) response.end(telling.stream.errorText(failure));
    else respondJson(exchange, failure);
    return null;
  }
}

/** How long an answer may become whose caller named no limit, and that this is because of a budget. */
function lengthOf({ response }: Exchange, { maxTokens }: Admission) {
  response.removeHeader("x-gateway-max-tokens-clamped");
  if (maxTokens === null) return {};
  response.setHeader("x-gateway-max-tokens-clamped", String(maxTokens));
  return { max_tokens: maxTokens };
}

const endOf = ({ tokens, basis, ttftMs, finishReason, elapsedMs: latencyMs }: Progress) => ({
  ...{ tokens, basis, ttftMs, finishReason, latencyMs },
});

interface Refused {
  readonly answer: Answer;
  readonly kind: Target["kind"];
  readonly words: ErrorWords;
}

/** What a runtime says of a request it cannot serve is for the client; what it says of itself is not. */
export async function passRefusal(exchange: Exchange, refused: Refused): Promise<void> {
  const tell = await readRefusal(exchange, refused);
  tell();
}

/** Reads the refusal to its end, and returns what tells it. */
async function readRefusal(exchange: Exchange, { answer, kind, words }: Refused): Promise<() => void> {
  const { requestId } = exchange.ctx;
  const { status, body } = answer;
  const told = await body.json().catch(() => null);
  if (isRefusal(told) && (status < 500 || status === 503)) {
    return () => respondJson(exchange, words.refusalAnswer(status, told, requestId));
  }
  const failure = upstreamFailure(new Error(`The answer was ${status}`), kind);
  return () => respondJson(exchange, words.errorAnswer(failure, requestId));
}

const isRefusal = (told: unknown): told is Refusal => typeof told === "object" && told !== null && "error" in told;

interface Relay {
  readonly exchange: Exchange;
  readonly telling: Telling;
  readonly progress: Progress;
  readonly answer: Answer;
  /** What the call costs, as far as it has come. */
  readonly bill: () => Bill | null;
  /** Charges the call; the last byte is sent after it. */
  readonly settled: () => Promise<void>;
}

const MAX_ANSWER_BYTES = 64 << 20;

async function* upTo(most: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > most) throw new Error("An answer is too long to be put together");
    yield chunk;
  }
}

async function answerWhole({ exchange, telling, progress, answer, bill, settled }: Relay): Promise<void> {
  const assembly = telling.assembly();
  const { body: bytes, readEvent } = answer;
  const chunks = chunksOf({ body: upTo(MAX_ANSWER_BYTES, bytes), readEvent }, progress);
  for await (const chunk of chunks) if (chunk) assembly.add(chunk);
  const body = assembly.result(bill());
  await settled();
  await telling.keep?.(bill());
  respondJson(exchange, { status: 200, body, headers: telling.headers(progress.elapsedMs) });
}

async function streamOut({ exchange, telling, progress, answer, bill, settled }: Relay): Promise<void> {
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
    const text = chunk ? textOf(chunk, bill) : keepAlive;
    if (text !== "" && !response.write(text)) await once(response, "drain", { signal });
  }
  await settled();
  await telling.keep?.(bill());
  response.end(closing(bill()));
}

interface Events extends Pick<Answer, "readEvent"> {
  readonly body: AsyncIterable<Uint8Array>;
}

/** What an answer says until its end; `null` for a sign of life. Throws when it ends in any other way. */
async function* chunksOf({ body, readEvent }: Events, progress: Progress): AsyncGenerator<Chunk | null> {
  for await (const events of serverEvents(body)) {
    for (const event of events) {
      const read = event.kind === "comment" ? [] : readEvent(event.data);
      if (read === "end") return;
      if (read.length === 0) yield null;
      for (const chunk of read) yield seen(chunk, progress);
    }
  }
  throw new Error("An answer broke off before its end");
}

function seen(chunk: Chunk, progress: Progress): Chunk {
  if (chunk.error) throw new Error(`An answer reported ${JSON.stringify(chunk.error)}`);
  progress.see(chunk);
  return chunk;
}
