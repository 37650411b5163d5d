import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Credentials, sessionCookieOf } from "@/server/api/auth/credentials";
import { isSameOrigin } from "@/server/api/auth/same-origin";
import { problemOf } from "@/server/api/problem";
import { type Ctx, type Dependency, DomainError } from "@/server/kernel";
import { bucketOf } from "./bucket-of";
import { type Client, clientOf, type Trust } from "./client-of";
import { type EdgeRoom, type Exchange, headerOf } from "./exchange";
import { asksForPlaces, type FileRedirects } from "./file-redirect";
import type { Asking, Bucket, Verdict } from "./rate-limit";
import { respondJson } from "./respond";

interface Config {
  readonly trust: Trust;
  readonly contentOrigin: string;
  readonly cookie: { readonly name: string; readonly key: string };
  /** A visitor's context for one request. */
  readonly visitor: (client: Client) => Ctx<Dependency>;
  /** Asked in order; the first that matches serves. */
  readonly rooms: readonly EdgeRoom[];
  /** Serves the host of `contentOrigin`, and nothing else does. */
  readonly contentRoom: EdgeRoom;
  readonly web: (exchange: Exchange) => Promise<void>;
  /** `null` switches limits off. */
  readonly limit: ((bucket: Bucket, asking: Asking) => Verdict) | null;
  readonly measure: (done: Done) => void;
  /** For a proxy that reads the objects itself; without it all bytes come from here. */
  readonly files?: FileRedirects;
}

/** A request that is over. */
export interface Done {
  readonly room: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly seconds: number;
  readonly requestId: string;
}

const MAX_TARGET_LENGTH = 16_384;

/** The one server that the outside reaches. It finds the room that speaks the protocol; it knows no protocol itself. */
export function createFrontDoor(config: Config): Server {
  const contentHost = new URL(config.contentOrigin).host;
  const server = createServer({
    maxHeaderSize: 32_768,
    requestTimeout: 0,
    headersTimeout: 30_000,
    keepAliveTimeout: 65_000,
  });
  server.on("request", (request, response) => {
    serve(config, { request, response, isContent: headerOf(request, "host") === contentHost }).catch(() =>
      response.destroy(),
    );
  });
  server.on("clientError", (_error, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"));
  return server;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Sent to the host of what users uploaded. */
  readonly isContent: boolean;
}

async function serve(config: Config, { request, response, isContent }: Asked): Promise<void> {
  const startedAt = performance.now();
  const exchange = open(config, request, response);
  const { ctx } = exchange;
  response.setHeader("x-request-id", ctx.requestId);
  response.setHeader("x-content-type-options", "nosniff");
  const rooms = isContent ? [config.contentRoom] : config.rooms;
  const found = firstMatch(rooms, exchange);

  response.on("close", () => {
    const seconds = (performance.now() - startedAt) / 1000;
    const { method, path } = exchange;
    const room = found?.room ?? "web";
    config.measure({ room, method, path, status: response.statusCode, seconds, requestId: ctx.requestId });
  });
  if (!isAdmitted(config, exchange)) return;
  if (isContent && !found) return respondJson(exchange, { status: 404, body: { error: "Nothing is served here" } });
  await (found ? found.handle(exchange) : config.web(exchange));
}

function firstMatch(rooms: readonly EdgeRoom[], exchange: Exchange) {
  for (const room of rooms) {
    const handle = room.match(exchange);
    if (handle) return { room: room.name, handle };
  }
  return null;
}

function open(config: Config, request: IncomingMessage, response: ServerResponse): Exchange {
  const client = clientOf(request, config.trust);
  const ctx = config.visitor(client);
  const gone = new AbortController();
  response.on("close", () => response.writableFinished || gone.abort());
  const [path = "/", query = ""] = splitOnce(request.url ?? "/", "?");
  return {
    request,
    response,
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    ctx,
    signal: gone.signal,
    files: client.isProxied && asksForPlaces((name) => headerOf(request, name)) ? (config.files ?? null) : null,
    session: () => sessionOf(config, request, client.origin),
  };
}

async function sessionOf({ cookie }: Config, request: IncomingMessage, own: string): Promise<Credentials> {
  if (!isSameOrigin(own, (name) => headerOf(request, name))) return { kind: "none" };
  return sessionCookieOf({ header: request.headers.cookie, ...cookie });
}

/** False when the request was answered here: an address that is too long or malformed, or too many of them. */
function isAdmitted({ limit }: Config, exchange: Exchange): boolean {
  const { request, response, path, ctx } = exchange;
  if ((request.url ?? "").length > MAX_TARGET_LENGTH) {
    refuse(exchange, new DomainError("too_large", "The address is too long", { reason: "address_too_long" }));
    return false;
  }
  if (!isDecodable(path)) {
    refuse(exchange, new DomainError("invalid", "The address is malformed", { reason: "malformed_address" }));
    return false;
  }
  if (!limit) return true;
  // The interfaces of models take a key as `x-api-key` before the other header.
  const authorization = headerOf(request, "x-api-key") ?? request.headers.authorization;
  const asking = { address: ctx.clientAddress ?? "", authorization };
  const { isAllowed, headers } = limit(bucketOf(path, request.method ?? "GET"), asking);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!isAllowed) {
    refuse(exchange, new DomainError("quota_exceeded", "Too many requests; slow down", { reason: "rate_limited" }));
  }
  return isAllowed;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Before a room is asked: problem details for our own API, the one word that other clients read for the rest. */
function refuse(exchange: Exchange, error: DomainError): void {
  const { path, ctx } = exchange;
  const problem = problemOf(error, ctx.requestId);
  const isRest = path.startsWith("/api/v1/");
  const body = isRest ? problem : { error: error.message, requestId: ctx.requestId };
  const headers: Record<string, string> = isRest ? { "content-type": "application/problem+json" } : {};
  respondJson(exchange, { status: problem.status, body, headers });
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
