import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import next from "next";
import { METRICS_PATH, respondMetrics } from "@/server/metrics/inner";
import { listenOn } from "@/server/role-address";
import { contentPolicy, WORKER_POLICY } from "./content-policy";
import { FORWARDED_HEADER, type Forwarded, readForwarded, SSH_HEADER } from "./forwarded";
import { startMarkdown } from "./markdown/start";
import { PAGE_PATH_HEADER } from "./page-path";

export interface WebOptions {
  /** `unix:/path/to.sock` or `127.0.0.1:port`: reachable for the edge only. */
  readonly address: string;
  /** Signs what the edge says about a request. */
  readonly forwardedKey: string;
  readonly folder: string;
  readonly contentOrigin: string;
  readonly isDevelopment: boolean;
  /** Bundle of `markdown/markdown.worker.ts`. */
  readonly markdownProgram: string;
  /** Called for what is broken on our side. */
  readonly report: (error: unknown) => void;
  readonly metrics: () => Promise<string>;
  /** Called before anything is done for a request. */
  readonly onRequest: (requestId: string) => void;
}

/** Next behind our own http server, which believes nothing but the edge's signed header. */
export async function startWeb(options: WebOptions) {
  const { address, forwardedKey, folder, contentOrigin, isDevelopment } = options;
  const markdown = startMarkdown({ program: options.markdownProgram, report: options.report });
  const app = next({ dev: isDevelopment, dir: folder, hostname: "127.0.0.1", port: 3000 });
  await app.prepare();
  const handle = app.getRequestHandler();
  const admit = (request: IncomingMessage) => {
    const facts = readForwarded(forwardedKey, headerOf(request.headers));
    if (facts) rewriteHeaders(request, facts);
    return facts;
  };

  const server = createServer((request, response) => {
    const facts = admit(request);
    if (!facts) return refuse(response);
    if (request.url === METRICS_PATH) return void respondMetrics(response, options.metrics);
    options.onRequest(facts.requestId);
    const isScript = request.url?.startsWith("/_next/static/") && !isDevelopment;
    keepQuery(response);
    protect(request, response, isScript ? WORKER_POLICY : contentPolicy({ contentOrigin, isDevelopment }));
    void handle(request, response);
  });
  if (isDevelopment) {
    const upgrade = app.getUpgradeHandler();
    server.on("upgrade", (request, socket, head) => {
      if (admit(request)) void upgrade(request, socket, head);
      else socket.destroy();
    });
  }
  server.requestTimeout = 0; // the edge has the limits
  server.keepAliveTimeout = 75_000;
  await listenOn(server, address);

  return {
    async close(signal: AbortSignal) {
      await closeServer(server, signal);
      await Promise.all([app.close(), markdown.close()]);
    },
  };
}

function headerOf(headers: IncomingHttpHeaders): string | undefined {
  const value = headers[FORWARDED_HEADER];
  return Array.isArray(value) ? undefined : value;
}

/** Next reads the usual headers; here they are made from the signed one, whatever the client sent. */
function rewriteHeaders({ headers, url }: IncomingMessage, facts: Forwarded) {
  const { clientAddress, scheme, host, requestId, ssh } = facts;
  for (const name of Object.keys(headers)) {
    if (name === "forwarded" || name.startsWith("x-forwarded-") || name.startsWith("x-middleware-"))
      delete headers[name];
  }
  headers["x-forwarded-for"] = clientAddress;
  headers["x-forwarded-proto"] = scheme;
  headers["x-forwarded-host"] = host;
  headers["x-forwarded-port"] = portOf(scheme, host);
  headers["x-request-id"] = requestId;
  headers.host = host;
  if (ssh === null) delete headers[SSH_HEADER];
  else headers[SSH_HEADER] = ssh;
  headers[PAGE_PATH_HEADER] = url;
}

/** In the answer for the browser, in the request for Next, which takes the nonce of its scripts from there. */
function protect(request: IncomingMessage, response: ServerResponse, policy: string) {
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
  response.setHeader("x-frame-options", "SAMEORIGIN");
  response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.setHeader("cross-origin-opener-policy", "same-origin");
}

const REWRITTEN_QUERY = "x-nextjs-rewritten-query";

/**
 * Next 16.4 says of each rewritten page that it was made for no query, and its router then takes `?status=open` for the
 * page that is shown already. Our rewrites keep the query: without the header the router reads it from the address.
 */
function keepQuery(response: ServerResponse) {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name === REWRITTEN_QUERY ? response : setHeader(name, value));
}

const portOf = (scheme: Forwarded["scheme"], host: string) =>
  /:(\d+)$/.exec(host)?.[1] ?? (scheme === "https" ? "443" : "80");

function refuse(response: ServerResponse) {
  response.writeHead(403, { "content-type": "text/plain" }).end("This address is for the front door only.\n");
}

function closeServer(server: Server, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => server.closeAllConnections(), { once: true });
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
