import type { Exchange } from "@/server/edge/exchange";
import type { Admission, Wire } from "@/server/gateway";
import { callProvider } from "./call-provider";
import { type Answer, callRuntime, type Upstreams } from "./upstream";

interface Sent {
  readonly admission: Admission;
  readonly wire: Wire;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the client, as far as they belong to its language; only a provider reads them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Runtimes speak OpenAI's language alone, and not all of it. */
const PATHS: Readonly<Partial<Record<Wire, string>>> = {
  "chat.completions": "/v1/chat/completions",
  completions: "/v1/completions",
  embeddings: "/v1/embeddings",
};

/** Sends a call to whoever serves it; a generation is always streamed. Throws as `callRuntime` and `callProvider` do. */
export function callModel(upstreams: Upstreams, exchange: Exchange, sent: Sent): Promise<Answer> {
  const { admission, wire, body, headers } = sent;
  const { id, served, target } = admission;
  const { ctx } = exchange;
  ctx.live.traffic.retries.called(ctx.now());
  if (target.kind === "provider") return callProvider(exchange, { offer: target.offer, id, wire, body, headers });
  const path = PATHS[wire];
  if (path === undefined) throw new Error(`A runtime is not asked for ${wire}`);
  return callRuntime(upstreams, {
    ...{ address: target.address, path, id, signal: exchange.signal },
    body: {
      ...{ ...body, model: served.model },
      ...(wire !== "embeddings" && { stream: true, stream_options: { include_usage: true } }),
    },
  });
}
