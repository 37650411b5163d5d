import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from "node:http";
import { pipeline } from "node:stream/promises";
import { problemOf } from "@/server/api/problem";
import { inTime, PATIENCE, type Patience, TOO_SLOW } from "@/server/api/rest/in-time";
import { createTurnstile, DomainError, networkOf } from "@/server/kernel";
import { targetOf } from "@/server/role-address";
import { FORWARDED_HEADER, signForwarded } from "@/server/web/forwarded";
import type { Exchange } from "./exchange";
import { endAfterAnswer, respondJson } from "./respond";
import { takenInTime } from "./taken-in-time";

interface Config {
  /** Where the web role listens: `unix:/path/to.sock`, or `host:port`. */
  readonly web: string;
  readonly key: string;
  readonly sockets?: typeof SOCKETS;
  /** Whoever sends or reads slower holds a socket that others wait for. */
  readonly patience?: Patience;
}

/** Never passed on: hop-by-hop fields (RFC 9110 §7.6.1), what only we may say, and Next's own back doors. */
const DROPPED = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding"],
  ...["upgrade", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"],
  ...["x-real-ip", "x-middleware-subrequest", "x-nextjs-data", FORWARDED_HEADER],
]);

/** Sockets to the web role; of one network at most half, so that it cannot take all pages away from the others. */
const SOCKETS = { places: 256, longestLine: 4_096, perLane: { places: 128, longestLine: 1_024 } };

/** Everything that no protocol serves goes to the web role, with what we know of the client in one signed header. */
export function createWebProxy({ web, key, sockets = SOCKETS, patience = PATIENCE }: Config) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets.places });
  const target = targetOf(web);
  const turns = createTurnstile({ ...sockets, refuse: () => new DomainError("unavailable", BUSY) });

  const passOn = (exchange: Exchange): Promise<void> =>
    new Promise((resolve, reject) => {
      const { request, response, ctx, signal } = exchange;
      const headers = { ...passedOn(request.headers), ...signedFacts(ctx, key) };
      const upstream = send({ ...target, agent, method: request.method, path: request.url, headers, signal });
      upstream.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
        const body = takenInTime(answer, () => response.destroy(), patience);
        pipeline(body, response).then(resolve, () => resolve());
      });
      let slow: unknown = null;
      upstream.on("error", (error) => {
        if (!response.headersSent && !signal.aborted) tell(exchange, slow ?? error);
        resolve();
      });
      const body = bodyOf(request, patience, (error) => {
        slow = error;
      });
      pipeline(body, upstream).catch((error: unknown) => (signal.aborted || slow !== null ? resolve() : reject(error)));
    });

  return async (exchange: Exchange): Promise<void> => {
    const { ctx } = exchange;
    const leave = await turns
      .enter(networkOf(ctx.clientAddress ?? ""))
      .catch((error: unknown) => tell(exchange, error));
    try {
      if (leave) await passOn(exchange);
    } finally {
      leave?.();
    }
  };
}

function signedFacts({ clientAddress, requestId, site }: Exchange["ctx"], key: string) {
  const { host, protocol } = new URL(site.origin);
  const scheme = protocol === "https:" ? "https" : "http";
  const facts = { clientAddress: clientAddress ?? "", scheme, host, requestId, ssh: site.ssh } as const;
  return { host, [FORWARDED_HEADER]: signForwarded(key, facts) };
}

const BUSY = "Too many pages are asked for at once; try again in a moment";

/** The body as it comes; `onSlow` hears why it ends early, since the socket that carries it tells something else. */
function bodyOf(request: IncomingMessage, patience: Patience, onSlow: (error: unknown) => void) {
  const hasBody = "content-length" in request.headers || "transfer-encoding" in request.headers;
  return hasBody ? watched(inTime(request.iterator({ destroyOnReturn: false }), patience), onSlow) : request;
}

const isSlow = (error: unknown) => error instanceof DomainError && error.reason === TOO_SLOW;

async function* watched(body: AsyncIterable<Uint8Array>, onSlow: (error: unknown) => void) {
  try {
    yield* body;
  } catch (error) {
    if (isSlow(error)) onSlow(error);
    throw error;
  }
}

function tell(exchange: Exchange, error: unknown): void {
  if (isSlow(error)) endAfterAnswer(exchange);
  const isTold = error instanceof DomainError;
  const gone = "The pages are starting or stopped; try again in a moment";
  respondJson(exchange, {
    status: isTold ? problemOf(error, exchange.ctx.requestId).status : 502,
    body: { error: isTold ? error.message : gone },
    headers: { "retry-after": 2 },
  });
}

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !DROPPED.has(name)));
