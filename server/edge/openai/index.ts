import type { EdgeRoom, Exchange } from "@/server/edge/exchange";
import { generate } from "@/server/edge/generation/generate";
import { tellOwnKey } from "@/server/edge/generation/key-card";
import { limitedCallerOf } from "@/server/edge/generation/limits";
import { promptBound, promptsIn, readCall } from "@/server/edge/generation/read-call";
import { createRuntimeFacts } from "@/server/edge/generation/runtime-facts";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { drain, respondJson } from "@/server/edge/respond";
import { admit, type Directory } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { admitted } from "./admitted";
import { chat } from "./chat";
import { embed } from "./embed";
import { errorAnswer } from "./errors";
import { tellGeneration } from "./generation-card";
import { limitWords } from "./limit-words";
import { createModelRoutes } from "./model-routes";
import { moderate } from "./moderate";
import { rerank } from "./rerank";
import { cancelResponse, createResponse, dropResponse, tellResponse } from "./responses";
import { tellInputItems } from "./responses/input-items";
import { tellingOf } from "./telling";
import { CompletionRequest, EmbeddingRequest } from "./wire";

const MOUNT = "/v1";
const EXPOSED = [
  "x-request-id, x-generation-id, openai-processing-ms, retry-after, retry-after-ms, x-gateway-attempts, x-gateway-max-tokens-clamped",
  ...["limit", "remaining", "reset"].flatMap((what) =>
    ["requests", "tokens"].map((metric) => `x-ratelimit-${what}-${metric}`),
  ),
].join(", ");
/** Where newer clients of Cohere send the same. */
const RERANK_2 = "/v2/rerank";
const MODEL = /^\/models\/(.+)$/;
/** One response, or something of it. */
const RESPONSE = /^\/responses\/([\w-]{1,100})(\/[\w]+)?$/;
/** How much of a body that is too long is still read, so that its client gets to the answer. */
const DRAINED_BYTES = 64 << 20;

interface Deps {
  /** Which deployments a caller may call. */
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

type Handle = (exchange: Exchange) => Promise<void>;
interface Route {
  readonly method: string;
  readonly handle: Handle;
}

interface ResponseRoute {
  readonly method: string;
  readonly handle: (exchange: Exchange, id: string) => Promise<void>;
}

const OF_RESPONSE: Readonly<Record<string, readonly ResponseRoute[]>> = {
  "": [
    { method: "GET", handle: tellResponse },
    { method: "DELETE", handle: dropResponse },
  ],
  "/cancel": [{ method: "POST", handle: cancelResponse }],
  "/input_items": [{ method: "GET", handle: tellInputItems }],
};

/** The OpenAI interface to everything that is deployed here, and to what providers offer. */
export function createOpenAiRoom({ directory, upstreams }: Deps): EdgeRoom {
  const deps = { directory, upstreams };
  const models = createModelRoutes({ directory, factsOf: createRuntimeFacts(upstreams) });
  const routes: Readonly<Record<string, readonly Route[]>> = {
    "/chat/completions": [{ method: "POST", handle: (exchange) => chat(exchange, deps) }],
    "/completions": [{ method: "POST", handle: (exchange) => complete(exchange, deps) }],
    "/embeddings": [{ method: "POST", handle: (exchange) => embeddings(exchange, deps) }],
    "/generation": [{ method: "GET", handle: tellGeneration }],
    "/key": [{ method: "GET", handle: (exchange) => tellOwnKey(exchange, limitWords) }],
    "/models": [{ method: "GET", handle: models.list }],
    "/moderations": [{ method: "POST", handle: (exchange) => moderate(exchange, deps) }],
    "/rerank": [{ method: "POST", handle: (exchange) => rerank(exchange, deps) }],
    "/responses": [{ method: "POST", handle: (exchange) => createResponse(exchange, deps) }],
  };

  function routesAt(path: string): readonly Route[] {
    const [, model] = MODEL.exec(path) ?? [];
    if (model !== undefined) return [{ method: "GET", handle: (exchange) => models.tell(exchange, model) }];
    const [, id, part = ""] = RESPONSE.exec(path) ?? [];
    if (id === undefined) return Object.hasOwn(routes, path) ? (routes[path] ?? []) : [];
    const ofOne = OF_RESPONSE[part] ?? [];
    return ofOne.map(({ method, handle }) => ({ method, handle: (exchange) => handle(exchange, id) }));
  }

  const handle: Handle = async (exchange) => {
    const { method, path, response } = exchange;
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-expose-headers", EXPOSED);
    if (method === "OPTIONS") return preflight(exchange);
    const found = routesAt(path.slice(MOUNT.length));
    const methods = found.map((route) => route.method);
    if (found.length === 0)
      throw new DomainError("not_found", `Unknown address ${method} ${path}`, { reason: "unknown_url" });
    const route = found.find((one) => one.method === method);
    if (!route) {
      response.setHeader("allow", methods.join(", "));
      throw new DomainError("invalid", `Use ${methods.join(" or ")} here`, { reason: "method_not_allowed" });
    }
    await route.handle(exchange);
  };

  return {
    name: "openai",
    match: ({ path }) =>
      path === MOUNT || path.startsWith(`${MOUNT}/`) || path === RERANK_2
        ? (exchange) => handle(exchange).catch(tell(exchange))
        : null,
  };
}

async function complete(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const caller = await limitedCallerOf(exchange, limitWords);
  const body = await readCall(exchange, CompletionRequest);
  const call = { model: body.model, endpoint: "completions", isStream: body.stream === true } as const;
  const answers = promptsIn(body.prompt) * Math.max(body.n ?? 1, body.best_of ?? 1);
  const bound = { ...promptBound(body), maxTokens: body.max_tokens ?? null, answers };
  const admission = await admitted(exchange, caller, () =>
    admit(exchange.ctx, directory, { caller, call: { ...call, bound } }),
  );
  const wantsUsage = body.stream_options?.include_usage === true;
  const telling = tellingOf({ model: admission.served.model, kind: "text_completion", wantsUsage });
  await generate(upstreams, exchange, { admission, wire: "completions", body, telling });
}

async function embeddings(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const caller = await limitedCallerOf(exchange, limitWords);
  const body = await readCall(exchange, EmbeddingRequest);
  const call = { model: body.model, endpoint: "embeddings", isStream: false } as const;
  const bound = { ...promptBound(body), maxTokens: 0, answers: 1 };
  const admission = await admitted(exchange, caller, () =>
    admit(exchange.ctx, directory, { caller, call: { ...call, bound } }),
  );
  await embed(upstreams, exchange, { admission, body });
}

function preflight({ request, response }: Exchange): void {
  response.writeHead(204, {
    "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "authorization, content-type",
    "access-control-max-age": "86400",
  });
  response.end();
}

/** OpenAI's error shape, whatever went wrong; a bug is reported and none of its text leaves. */
const tell = (exchange: Exchange) => async (error: unknown) => {
  const { ctx, request, response } = exchange;
  if (!(error instanceof DomainError)) ctx.report(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  await drain(exchange, DRAINED_BYTES);
  const answer = errorAnswer(error, ctx.requestId);
  // A body that was not read to its end would be taken for the next request.
  const ending = request.complete ? {} : { connection: "close" };
  respondJson(exchange, { ...answer, headers: { "cache-control": "no-store", ...ending, ...answer.headers } });
};
