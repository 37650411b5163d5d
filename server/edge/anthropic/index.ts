import { type EdgeRoom, type Exchange, headerOf } from "@/server/edge/exchange";
import { generate } from "@/server/edge/generation/generate";
import { tellOwnKey } from "@/server/edge/generation/key-card";
import { counted, limitedCallerOf } from "@/server/edge/generation/limits";
import { fitting, promptBound, readCall } from "@/server/edge/generation/read-call";
import type { Upstreams } from "@/server/edge/generation/upstream";
import { drain, respondJson } from "@/server/edge/respond";
import { admit, type Directory, findRoute, speaksMessages } from "@/server/gateway";
import { DomainError } from "@/server/kernel";
import { countTokens } from "./count-tokens";
import { errorWords } from "./errors";
import { limitWords } from "./limit-words";
import { listModels } from "./list-models";
import { nativeTelling } from "./native-telling";
import { tellingOf } from "./telling";
import { chatOf } from "./to-chat";
import { AnyMessage, MessagesRequest, NativeMessage } from "./wire";

interface Deps {
  /** Which deployments a caller may call. */
  readonly directory: Directory;
  readonly upstreams: Upstreams;
}

interface Route {
  readonly method: string;
  readonly handle: (exchange: Exchange, deps: Deps) => Promise<void>;
}

const ROUTES: Readonly<Record<string, Route>> = {
  "/v1/messages": { method: "POST", handle: createMessage },
  "/v1/messages/count_tokens": { method: "POST", handle: countTokens },
  "/v1/key": { method: "GET", handle: (exchange) => tellOwnKey(exchange, limitWords) },
  "/v1/models": { method: "GET", handle: listModels },
};

/** Anthropic's interface to everything that is deployed here. Its addresses of models and of the key are also OpenAI's: the version header tells them apart. */
export function createAnthropicRoom(deps: Deps): EdgeRoom {
  return {
    name: "anthropic",
    match: (exchange) => {
      const isOurs = exchange.path.startsWith("/v1/messages") || isOfAnthropic(exchange);
      const route = ROUTES[exchange.path];
      return route && isOurs ? (asked) => answer(asked, route, deps).catch(tell(asked)) : null;
    },
  };
}

const EXPOSED = [
  "request-id, x-generation-id, retry-after, retry-after-ms, x-gateway-attempts",
  ...["requests", "tokens"].flatMap((metric) =>
    ["limit", "remaining", "reset"].map((what) => `anthropic-ratelimit-${metric}-${what}`),
  ),
].join(", ");

const isOfAnthropic = ({ request }: Exchange): boolean => headerOf(request, "anthropic-version") !== undefined;

async function answer(exchange: Exchange, { method, handle }: Route, deps: Deps): Promise<void> {
  const { request, response, ctx } = exchange;
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", EXPOSED);
  response.setHeader("request-id", ctx.requestId);
  if (exchange.method === "OPTIONS") {
    response.writeHead(204, {
      "access-control-allow-methods": `${method}, OPTIONS`,
      "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "x-api-key, content-type",
      "access-control-max-age": "86400",
    });
    response.end();
    return;
  }
  if (exchange.method !== method) {
    response.setHeader("allow", method);
    throw new DomainError("invalid", `Use ${method} here`, { reason: "method_not_allowed" });
  }
  await handle(exchange, deps);
}

async function createMessage(exchange: Exchange, { directory, upstreams }: Deps): Promise<void> {
  const { ctx, response } = exchange;
  const caller = await limitedCallerOf(exchange, limitWords);
  const asked = await readCall(exchange, AnyMessage);
  const { model } = asked;
  const call = { model, endpoint: "messages", isStream: asked.stream === true } as const;
  const route = await findRoute(ctx, directory, { caller, call });
  const isNative = speaksMessages(route.target);
  const body = isNative ? fitting(asked, NativeMessage) : chatOf(fitting(asked, MessagesRequest));
  const bound = { ...promptBound(body), maxTokens: body.max_tokens, answers: 1 };
  const admission = await counted(exchange, { caller, words: limitWords }, () =>
    admit(ctx, directory, { caller, call: { ...call, bound, route } }),
  );
  response.setHeader("request-id", admission.id);
  response.setHeader("x-generation-id", admission.id);
  const generation = isNative
    ? { wire: "messages" as const, telling: nativeTelling(admission.served.model), headers: languageOf(exchange) }
    : { wire: "chat.completions" as const, telling: tellingOf({ id: admission.id, model: admission.served.model }) };
  await generate(upstreams, exchange, { admission, body, ...generation });
}

const MAX_BETAS = 1_000;

/** Which edition of the language a client speaks. */
function languageOf({ request }: Exchange): Readonly<Record<string, string>> {
  const named = ["anthropic-version", "anthropic-beta"].map((name) => [name, headerOf(request, name)] as const);
  return Object.fromEntries(
    named.flatMap(([name, value]) => (value && value.length <= MAX_BETAS ? [[name, value]] : [])),
  );
}

/** Anthropic's error shape, whatever went wrong; a bug is reported and none of its text leaves. */
const tell = (exchange: Exchange) => async (error: unknown) => {
  const { ctx, request, response } = exchange;
  if (!(error instanceof DomainError)) ctx.report(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  await drain(exchange);
  const told = errorWords.errorAnswer(error, ctx.requestId);
  // A body that was not read to its end would be taken for the next request.
  const ending = request.complete ? {} : { connection: "close" };
  respondJson(exchange, { ...told, headers: { "cache-control": "no-store", ...ending, ...told.headers } });
};
