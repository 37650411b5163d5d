import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import type { EdgeRoom, Exchange } from "./exchange";
import { respondJson } from "./respond";

interface Part {
  readonly status: "ok" | "failing";
  readonly detail?: string;
}

interface Config {
  /** Looks at each part now; a part that does not answer in time is failing. */
  readonly parts: () => Promise<Readonly<Record<string, Part>>>;
  readonly isDraining: () => boolean;
  readonly metrics: () => Promise<string>;
  readonly metricsToken: string | null;
}

/** For load balancers and Prometheus: is it alive, is it ready, what has it counted. */
export function createHealthRoom(config: Config): EdgeRoom {
  const ready = async (exchange: Exchange) => {
    const parts = await config.parts();
    const failing = Object.values(parts).some(({ status }) => status === "failing");
    const status = statusOf(config.isDraining(), failing);
    const headers = { "cache-control": "no-store" };
    respondJson(exchange, { status: status === "ok" ? 200 : 503, body: { status, parts }, headers });
  };
  const metrics = async (exchange: Exchange) => {
    if (!mayRead(exchange.request, config.metricsToken)) {
      return respondJson(exchange, { status: 401, body: { error: "Send the bearer token of YARD_METRICS_TOKEN" } });
    }
    exchange.response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    exchange.response.end(await config.metrics());
  };
  const alive = async (exchange: Exchange) => respondJson(exchange, { status: 200, body: { status: "ok" } });

  const served = new Map([
    ["/livez", alive],
    ["/readyz", ready],
    ["/metrics", metrics],
  ]);
  return {
    name: "health",
    match: ({ method, path }) => (method === "GET" || method === "HEAD" ? (served.get(path) ?? null) : null),
  };
}

function statusOf(isDraining: boolean, isFailing: boolean): "ok" | "draining" | "failing" {
  if (isDraining) return "draining";
  return isFailing ? "failing" : "ok";
}

/** With a token: who holds it. Without: a process of this machine that no proxy speaks for. */
function mayRead({ headers, socket }: IncomingMessage, token: string | null): boolean {
  if (token !== null) {
    const given = Buffer.from(headers.authorization ?? "");
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
  const isForwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => name in headers);
  const peer = socket.remoteAddress ?? "";
  return !isForwarded && ipaddr.isValid(peer) && ipaddr.process(peer).range() === "loopback";
}
