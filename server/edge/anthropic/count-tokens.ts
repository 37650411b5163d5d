import type { Exchange } from "@/server/edge/exchange";
import { callProvider } from "@/server/edge/generation/call-provider";
import { passRefusal } from "@/server/edge/generation/generate";
import { counted, limitedCallerOf } from "@/server/edge/generation/limits";
import { fitting, readCall } from "@/server/edge/generation/read-call";
import { type Answer, callRuntime, type Upstreams } from "@/server/edge/generation/upstream";
import { respondJson } from "@/server/edge/respond";
import { type Directory, findTarget, type Target } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { errorWords } from "./errors";
import { limitWords } from "./limit-words";
import { promptOf } from "./to-chat";
import { AnyMessage, CountTokensRequest } from "./wire";

interface Deps {
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

/** Has the model's own runtime, or its provider, count a prompt; it costs nothing, and is a request of its key. */
export async function countTokens(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const { ctx } = exchange;
  const caller = await limitedCallerOf(exchange, limitWords);
  const body = await readCall(exchange, AnyMessage);
  const { model, target } = await findTarget(ctx, directory, { caller, wanted: body.model });
  const leave = await counted(exchange, { caller, words: limitWords }, () =>
    ctx.live.traffic.limiter.enter(ctx, { caller, tokens: 0 }),
  );
  try {
    await tellCount(upstreams, exchange, { model, target, body });
  } finally {
    leave(0);
  }
}

async function tellCount(upstreams: Upstreams, exchange: Exchange, asked: Asked): Promise<void> {
  const { target } = asked;
  const answer = await countAt(upstreams, exchange, asked);
  if (answer.status !== 200 && answer.status !== 404) {
    return await passRefusal(exchange, { answer, kind: target.kind, words: errorWords });
  }
  const { count, input_tokens = count } = Object(await answer.body.json().catch(() => null));
  if (typeof input_tokens !== "number") throw cannotCount();
  respondJson(exchange, { status: 200, body: { input_tokens } });
}

const cannotCount = () =>
  new DomainError(
    "unavailable",
    "The runtime of this model cannot count tokens; its newer version, under Runtimes, can",
    { reason: "upstream_error" },
  );

interface Asked {
  readonly model: string;
  readonly target: Target;
  readonly body: AnyMessage;
}

function countAt(upstreams: Upstreams, exchange: Exchange, { model, target, body }: Asked): Promise<Answer> {
  const id = exchange.ctx.requestId;
  if (target.kind === "provider") {
    return callProvider(exchange, { offer: target.offer, id, wire: "count_tokens", body });
  }
  const prompt = promptOf(fitting(body, CountTokensRequest));
  return callRuntime(upstreams, {
    ...{ address: target.address, path: "/tokenize", id, signal: exchange.signal },
    body: { model, ...prompt },
  });
}
