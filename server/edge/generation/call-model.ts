import type { Exchange } from "@/server/edge/exchange";
import type { Admission, Wire } from "@/server/gateway";
import { callProvider } from "./call-provider";
import { type Answer, callRuntime, type Upstreams } from "./upstream";

interface Sent {
  readonly admission: Admission;
  readonly wire: Wire;
  /** In OpenAI's shape, whatever the client sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

const PATHS: Readonly<Record<Wire, string>> = {
  "chat.completions": "/v1/chat/completions",
  completions: "/v1/completions",
  embeddings: "/v1/embeddings",
};

/** Sends a call to whoever serves it; a generation is always streamed. Throws as `callRuntime` and `callProvider` do. */
export function callModel(upstreams: Upstreams, exchange: Exchange, sent: Sent): Promise<Answer> {
  const { admission, wire, body } = sent;
  const { id, served, target } = admission;
  if (target.kind === "provider") return callProvider(exchange, { offer: target.offer, id, wire, body });
  return callRuntime(upstreams, {
    ...{ address: target.address, path: PATHS[wire], id, signal: exchange.signal },
    body: {
      ...{ ...body, model: served.model },
      ...(wire !== "embeddings" && { stream: true, stream_options: { include_usage: true } }),
    },
  });
}
