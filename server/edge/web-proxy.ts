import { Agent, type IncomingHttpHeaders, request as send } from "node:http";
import { pipeline } from "node:stream/promises";
import { targetOf } from "@/server/role-address";
import { FORWARDED_HEADER, signForwarded } from "@/server/web/forwarded";
import type { Exchange } from "./exchange";
import { respondJson } from "./respond";

interface Config {
  /** Where the web role listens: `unix:/path/to.sock`, or `host:port`. */
  readonly web: string;
  readonly key: string;
}

/** Never passed on: hop-by-hop fields (RFC 9110 §7.6.1), what only we may say, and Next's own back doors. */
const DROPPED = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding"],
  ...["upgrade", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"],
  ...["x-real-ip", "x-middleware-subrequest", "x-nextjs-data", FORWARDED_HEADER],
]);

/** Everything that no protocol serves goes to the web role, with what we know of the client in one signed header. */
export function createWebProxy({ web, key }: Config) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const target = targetOf(web);

  return (exchange: Exchange): Promise<void> =>
    new Promise((resolve, reject) => {
      const { request, response, ctx, signal } = exchange;
      const { host, protocol } = new URL(ctx.site.origin);
      const scheme = protocol === "https:" ? "https" : "http";
      const { clientAddress, requestId, site } = ctx;
      const facts = { clientAddress: clientAddress ?? "", scheme, host, requestId, ssh: site.ssh } as const;
      const headers = { ...passedOn(request.headers), host, [FORWARDED_HEADER]: signForwarded(key, facts) };
      const upstream = send({ ...target, agent, method: request.method, path: request.url, headers, signal });
      upstream.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
        pipeline(answer, response).then(resolve, () => resolve());
      });
      upstream.on("error", () => {
        if (!response.headersSent && !signal.aborted) {
          respondJson(exchange, {
            status: 502,
            body: { error: "The pages are starting or stopped; try again in a moment" },
            headers: { "retry-after": 2 },
          });
        }
        resolve();
      });
      pipeline(request, upstream).catch((error: unknown) => (signal.aborted ? resolve() : reject(error)));
    });
}

const passedOn = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => value !== undefined && !DROPPED.has(name)));
