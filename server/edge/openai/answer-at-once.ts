import type { Tokens } from "@/server/billing";
import type { Exchange } from "@/server/edge/exchange";
import { callModel } from "@/server/edge/generation/call-model";
import { passRefusal } from "@/server/edge/generation/generate";
import { Progress } from "@/server/edge/generation/progress";
import { type Upstreams, upstreamFailure } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { type Admission, type Bill, billOf, settle, type Usage, type WholeWire } from "@/server/gateway";
import type { CallOutcome } from "@/server/gateway/contract";
import { errorAnswer } from "./errors";
import { errorWords } from "./telling";

type Json = Readonly<Record<string, unknown>>;

interface Asked {
  readonly admission: Admission;
  readonly wire: WholeWire;
  readonly body: Json;
  /** About how many tokens were asked, where a provider does not count them. */
  readonly promptTokens: number;
  /** What who serves the model says of it; `null`: nothing. */
  readonly usageIn: (told: Json) => Usage | null;
  /** The answer as the client reads it. Throws for what is none. */
  readonly resultOf: (told: Json, bill: Bill) => object;
}

/** Has a model answer at once, and charges the input; a client that leaves early read nothing and pays nothing. */
export async function answerAtOnce(upstreams: Upstreams, exchange: Exchange, asked: Asked): Promise<void> {
  const { ctx, signal } = exchange;
  const { admission, wire, body } = asked;
  const { kind } = admission.target;
  const promptTokens = kind === "provider" ? asked.promptTokens : null;
  const progress = new Progress({ promptTokens, mostTokens: admission.mostTokens });
  const queueMs = Math.max(0, ctx.now().getTime() - admission.startedAt.getTime());
  const end = (outcome: CallOutcome, status: number, tokens: Tokens | null = progress.tokens) =>
    settle(ctx, admission, {
      ...{ tokens, basis: progress.basis, latencyMs: progress.elapsedMs, ttftMs: null, queueMs, outcome, status },
    });
  try {
    const answer = await callModel(upstreams, exchange, { admission, wire, body });
    if (answer.status !== 200) {
      await end("failed", answer.status);
      return await passRefusal(exchange, { answer, kind, words: errorWords });
    }
    const told: Json = Object(await answer.body.json());
    const result = asked.resultOf(told, billOf(admission, progress.whole(asked.usageIn(told))));
    await end("completed", 200);
    const processing = { "openai-processing-ms": String(progress.elapsedMs) };
    respondJson(exchange, { status: 200, body: result, headers: processing });
  } catch (error) {
    if (signal.aborted) return await end("cancelled", 499);
    const failure = errorAnswer(upstreamFailure(error, kind), ctx.requestId);
    await end("failed", failure.status, null);
    respondJson(exchange, failure);
  }
}
