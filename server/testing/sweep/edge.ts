import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll } from "vitest";
import { choosePort } from "@/server/adapters/compute-local/port";
import { sessionCookieKey, sessionCookieName } from "@/server/api/auth/session-cookie";
import { answerTrpc } from "@/server/api/trpc/answer";
import { startEdge } from "@/server/edge/start";
import { readEnv } from "@/server/env";
import { openSession } from "@/server/identity";
import { createMetrics } from "@/server/metrics";
import { openRuntime } from "@/server/runtime";
import { PORTS } from "@/server/testing/local-compute";
import type { setupWorld } from "@/server/testing/world";
import { FORWARDED_HEADER, readForwarded } from "@/server/web/forwarded";

const FORWARDED_KEY = "k".repeat(43);

/**
 * The whole edge as `npm start` opens it, over the database and the folder of a world, with tRPC behind it; `more` are
 * variables of the configuration.
 */
export function setupEdge(world: ReturnType<typeof setupWorld>, more: Readonly<Record<string, string>> = {}) {
  const state = { origin: "", port: 0, secret: "" };
  const undo: (() => Promise<unknown> | unknown)[] = [];

  beforeAll(async () => {
    const web = createServer((request, response) => {
      answerWeb(request, response).catch(() => response.destroy());
    });
    web.keepAliveTimeout = 75_000; // as in server/web/serve.ts
    web.listen(0, "127.0.0.1");
    await once(web, "listening");
    undo.push(
      () => web.closeAllConnections(),
      () => web.close(),
    );

    const [databaseUrl, secret] = [world.databaseUrl(), world.secret()];
    const port = await choosePort(PORTS, new Set());
    Object.assign(state, { secret, port, origin: `http://127.0.0.1:${port}` });
    const settings = {
      PORT: String(port),
      YARD_DATA: world.folder(),
      YARD_SSH_PORT: "0",
      YARD_RATE_LIMITS: "off",
      YARD_LOG_LEVEL: "error",
      ...more,
    };
    const env = readEnv({ NODE_ENV: "test", ...settings });
    const runtime = openRuntime({ env, databaseUrl, secret, programs: resolve(".cache/test") });
    const edge = await startEdge({
      runtime,
      metrics: createMetrics("edge"),
      web: `127.0.0.1:${(web.address() as AddressInfo).port}`,
      worker: "127.0.0.1:1", // nobody asks for its figures here
      forwardedKey: FORWARDED_KEY,
    });
    undo.unshift(
      () => edge.close(AbortSignal.timeout(1)),
      () => runtime.close(),
    );
  });
  afterAll(async () => {
    for (const step of undo) await step();
  });

  return {
    origin: () => state.origin,
    /** The cookie of a browser in which this person has just signed in. */
    async cookieOf(userId: string): Promise<string> {
      const { secret: sid } = await openSession(world.system(), { userId, device: "Sweep" });
      const name = sessionCookieName({ origin: "http://localhost", port: state.port });
      return `${name}=${await encode({ token: { sid }, secret: sessionCookieKey(state.secret) })}`;
    },
  };
}

/** What `server/web/serve.ts` and Next do for a call: believe the signed header and nothing else. */
async function answerWeb(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const facts = readForwarded(FORWARDED_KEY, String(request.headers[FORWARDED_HEADER]));
  if (!facts || !request.url?.startsWith("/api/trpc/")) return void response.writeHead(404).end();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!name.startsWith("x-forwarded-")) headers.set(name, String(value));
  }
  headers.set("x-forwarded-proto", facts.scheme);
  headers.set("x-forwarded-for", facts.clientAddress);
  headers.set("x-request-id", facts.requestId);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const asked = new Request(`${facts.scheme}://${facts.host}${request.url}`, {
    method: request.method ?? "GET",
    headers,
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }),
  });
  const answer = await answerTrpc(asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  // The same stream by its two types: that of the DOM, which a Response has, and that of Node.
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), response);
  else response.end();
}
