import { setTimeout as pause } from "node:timers/promises";
import type { Exchange } from "@/server/edge/exchange";
import { type Offer, type ProviderCall, providerCallOf, type Wire } from "@/server/gateway";
import { type Ctx, DomainError } from "@/server/kernel";
import { type Answer, upstreamFailure } from "./upstream";

/** Waits before the second and the third try. */
const PAUSES_MS = [250, 1_000];
/** A provider that asks for more patience is not asked again: its answer is the client's. */
const MAX_PAUSE_MS = 2_000;
const MAX_ANSWER_BYTES = 64 << 20;

/** What it says of the request is for the client. */
const REFUSALS = new Set([400, 413, 422]);
const PASSING = new Set([408, 409, 425, 429]);

interface Sent {
  readonly offer: Offer;
  readonly id: string;
  readonly wire: Wire;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Sends a call to the provider of a model, again when it did not begin to answer and the process has
 * tries left: nothing has reached the client until this resolves. One that fails again and again is left alone for a while. Throws `invalid` for what the provider cannot
 * be asked, `unavailable` with `upstream_busy`, `upstream_timeout`, `upstream_error` or `provider_paused`.
 */
export async function callProvider({ ctx, response, signal }: Exchange, sent: Sent): Promise<Answer> {
  const call = providerCallOf(ctx, sent.offer, sent);
  const text = JSON.stringify(call.body);
  const { id: providerId } = sent.offer.provider;
  const { breaker, retries } = ctx.live.traffic;
  if (!breaker.mayAsk(providerId, ctx.now())) throw paused();
  for (let tries = 1; ; tries++) {
    response.setHeader("x-gateway-attempts", String(tries));
    const got = await send(ctx, call, { text, id: sent.id, signal });
    if ("answer" in got) {
      breaker.worked(providerId);
      return got.answer;
    }
    if (got.isIll) breaker.failed(providerId, ctx.now());
    // Counting is free for its caller: it is not worth a second try.
    const wantedMs = sent.wire === "count_tokens" ? null : waitOf(got, PAUSES_MS[tries - 1]);
    const waitMs = wantedMs !== null && retries.take(ctx.now()) ? wantedMs : null;
    ctx.log.warn(
      { ...{ err: got.failure, provider: providerId, call: sent.id, status: got.status }, again: waitMs },
      "A provider did not serve a call",
    );
    if (waitMs === null) throw got.failure;
    await pause(waitMs, undefined, { signal });
  }
}

const paused = () =>
  new DomainError(
    "unavailable",
    "The provider of this model fails again and again; it is asked anew in half a minute",
    {
      reason: "provider_paused",
    },
  );

interface Failed {
  readonly failure: DomainError;
  /** It is the provider that does not work, not that it takes no more calls, or that its row is wrong. */
  readonly isIll: boolean;
  readonly status: number | null;
  readonly mayPass: boolean;
  /** What the provider asks for. */
  readonly pauseMs: number;
}

/** How long to wait before the next try; `null`: there is none. */
function waitOf({ mayPass, pauseMs }: Failed, ownMs: number | undefined): number | null {
  if (!mayPass || ownMs === undefined || pauseMs > MAX_PAUSE_MS) return null;
  return Math.max(ownMs, pauseMs);
}

interface Message {
  readonly text: string;
  readonly id: string;
  readonly signal: AbortSignal;
}

async function send(ctx: Ctx, call: ProviderCall, message: Message): Promise<{ readonly answer: Answer } | Failed> {
  const { url, headers, totalMs, idleMs } = call;
  const { text: body, id, signal } = message;
  try {
    const answer = await ctx.fetch(url, {
      ...{ method: "POST", headers: { ...headers, "x-request-id": id }, body, signal, totalMs, idleMs },
      // A redirect would carry the credential, and what was asked, to somebody else.
      redirect: "manual",
    });
    if (answer.status === 200 || REFUSALS.has(answer.status)) return { answer: answerOf(answer, call) };
    await answer.body?.cancel();
    return failedWith(answer);
  } catch (error) {
    signal.throwIfAborted();
    const failure = refusedAddress(error) ?? upstreamFailure(error, "provider");
    const isIll = failure.reason === "upstream_error" || failure.reason === "upstream_timeout";
    return { failure, isIll, status: null, mayPass: failure.reason === "upstream_error", pauseMs: 0 };
  }
}

/** An address that may not be called is no fault of the request. */
const refusedAddress = (error: unknown): DomainError | null =>
  error instanceof DomainError
    ? new DomainError("unavailable", "The provider of this model is at an address that may not be called", {
        reason: "provider_closed",
        cause: error,
      })
    : null;

const answerOf = (answer: Response, { readEvent, refusalIn }: ProviderCall): Answer => ({
  status: answer.status,
  readEvent,
  body: {
    [Symbol.asyncIterator]: () => (answer.body ?? new ReadableStream<Uint8Array>())[Symbol.asyncIterator](),
    json: async () => (answer.status === 200 ? jsonOf(answer) : refusalIn(await jsonOf(answer))),
  },
});

async function jsonOf({ body }: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Error("The answer of the provider is too long");
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function failedWith({ status, headers }: Response): Failed {
  const mayPass = status >= 500 || PASSING.has(status);
  return { failure: failureOf(status), isIll: status >= 500, status, mayPass, pauseMs: pauseIn(headers) };
}

function failureOf(status: number): DomainError {
  if (status === 429) {
    return new DomainError("unavailable", "The provider of this model takes no more calls at the moment", {
      reason: "upstream_busy",
    });
  }
  if (status === 408 || status === 504) {
    return new DomainError("unavailable", "The model did not answer in time", { reason: "upstream_timeout" });
  }
  return upstreamFailure(new Error(`The provider answered ${status}`), "provider");
}

/** As clients of OpenAI read it: milliseconds, or seconds; a date is taken for no hint. */
function pauseIn(headers: Headers): number {
  const milliseconds = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : 0;
}
