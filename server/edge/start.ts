import { once } from "node:events";
import { sessionCookieKey, sessionCookieName } from "@/server/api/auth/session-cookie";
import { finishSettlements } from "@/server/gateway";
import { listCallable } from "@/server/inference";
import type { Metrics } from "@/server/metrics";
import type { Runtime } from "@/server/runtime";
import { createContentRoom } from "./content";
import { createFrontDoor } from "./front-door";
import { createGitRoom } from "./git";
import { gitHubDirectory } from "./git/hub-directory";
import { createHealthRoom } from "./health";
import { createHuggingFaceRoom } from "./huggingface";
import { createLfsRoom } from "./lfs";
import { hubDirectory } from "./lfs/hub-directory";
import { createOpenAiRoom } from "./openai";
import { createRateLimiter } from "./rate-limit";
import { createRestRoom } from "./rest";
import { createWebProxy } from "./web-proxy";

export interface EdgeOptions {
  readonly runtime: Runtime;
  readonly metrics: Metrics;
  /** Where the web role listens: `unix:/path/to.sock`, or `host:port`. */
  readonly web: string;
  /** Signs what we say about a request to the web role. */
  readonly forwardedKey: string;
}

/** Opens the front door. `close` takes no new connection and waits for open requests until the signal fires. */
export async function startEdge({ runtime, metrics, web, forwardedKey }: EdgeOptions) {
  const { env, site, secret, contextFor } = runtime;
  let isDraining = false;
  const limiter = env.YARD_RATE_LIMITS === "on" ? createRateLimiter(() => performance.now()) : null;

  const server = createFrontDoor({
    trust: {
      trustedProxies: env.YARD_TRUSTED_PROXIES,
      publicUrl: env.YARD_URL ? site.origin : null,
      port: env.PORT,
    },
    contentOrigin: site.contentOrigin,
    cookie: {
      name: sessionCookieName({ origin: site.origin, port: env.PORT }),
      key: sessionCookieKey(secret),
    },
    visitor: ({ address, origin }) =>
      contextFor({ kind: "anonymous" }, { requestId: crypto.randomUUID(), clientAddress: address, origin }),
    rooms: [
      createHealthRoom({
        parts: runtime.parts,
        isDraining: () => isDraining,
        metrics: () => metrics.registry.metrics(),
        metricsToken: env.YARD_METRICS_TOKEN ?? null,
      }),
      createOpenAiRoom({ directory: listCallable }),
      createRestRoom(),
      createHuggingFaceRoom(),
      createLfsRoom(hubDirectory),
      createGitRoom(gitHubDirectory),
    ],
    contentRoom: createContentRoom(),
    web: createWebProxy({ web, key: forwardedKey }),
    limit: limiter
      ? (bucket, caller) => {
          const verdict = limiter(bucket, caller);
          if (!verdict.isAllowed) metrics.limited.inc({ bucket });
          return verdict;
        }
      : null,
    measure: ({ room, status, seconds }) => metrics.requests.observe({ room, status: String(status) }, seconds),
  });

  server.listen(env.PORT, env.HOST);
  await once(server, "listening");
  return {
    async close(signal: AbortSignal) {
      isDraining = true;
      const closed = once(server, "close");
      signal.addEventListener("abort", () => server.closeAllConnections(), { once: true });
      server.close();
      server.closeIdleConnections();
      await closed;
      await finishSettlements(contextFor({ kind: "system", process: "edge" }), signal);
    },
  };
}
