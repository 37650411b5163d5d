import { once } from "node:events";
import { resolve } from "node:path";
import { sessionCookieKey, sessionCookieName } from "@/server/api/auth/session-cookie";
import { reconcileHeads } from "@/server/git/jobs";
import { listCallable } from "@/server/inference";
import { enqueue } from "@/server/kernel";
import { type Metrics, mergeExpositions } from "@/server/metrics";
import { fetchMetrics } from "@/server/metrics/inner";
import type { Runtime } from "@/server/runtime";
import { createAnthropicRoom } from "./anthropic";
import { createArchiveRoom } from "./archive";
import type { Trust } from "./client-of";
import { createContentRoom } from "./content";
import { createCsghubRoom } from "./csghub";
import { createFrontDoor, type Done } from "./front-door";
import { openCharges } from "./generation/open-charges";
import { createUpstreams } from "./generation/upstream";
import { createGitRoom } from "./git";
import { gitHubDirectory } from "./git/hub-directory";
import { createHealthRoom } from "./health";
import { createHuggingFaceRoom } from "./huggingface";
import { createLfsRoom } from "./lfs";
import { hubDirectory } from "./lfs/hub-directory";
import { loggedPath } from "./logged-path";
import { createMount } from "./mounted";
import { createOauthRoom } from "./oauth";
import { createOpenAiRoom } from "./openai";
import { createRateLimiter } from "./rate-limit";
import { createRestRoom } from "./rest";
import { openSsh } from "./ssh/open-ssh";
import { createWebProxy } from "./web-proxy";
import { createXetRoom } from "./xet";

export interface EdgeOptions {
  readonly runtime: Runtime;
  readonly metrics: Metrics;
  /** Where the web role listens: `unix:/path/to.sock`, or `host:port`. */
  readonly web: string;
  /** Where the worker tells what it has counted. */
  readonly worker: string;
  /** Signs what we say to web and worker. */
  readonly forwardedKey: string;
}

/** Opens the front door. `close` takes no new connection and waits for open requests until the signal fires. */
export async function startEdge(options: EdgeOptions) {
  const { runtime, metrics, web, forwardedKey } = options;
  const { env, site, secret, contextFor } = runtime;
  let isDraining = false;
  runtime.health.watch("web", async () => void (await fetchMetrics({ address: web, key: forwardedKey })));
  const limiter = env.YARD_RATE_LIMITS === "on" ? createRateLimiter(() => performance.now()) : null;

  const protocols = [
    createXetRoom(),
    createOauthRoom(),
    createHuggingFaceRoom(),
    createLfsRoom(hubDirectory),
    createGitRoom(gitHubDirectory),
  ];
  const system = contextFor({ kind: "system", process: "edge" });
  const upstreams = createUpstreams();
  const charges = await openCharges(runtime, metrics);
  const ssh = await openSsh({ runtime, metrics, limiter });

  const server = createFrontDoor({
    trust: trustOf(runtime),
    contentOrigin: site.contentOrigin,
    cookie: {
      name: sessionCookieName({ origin: site.origin, port: env.PORT }),
      key: sessionCookieKey(secret),
    },
    visitor: visitorOf(runtime, ssh),
    rooms: [
      createHealthRoom({
        parts: runtime.health.look,
        isDraining: () => isDraining,
        metrics: () => metricsOf(options),
        metricsToken: env.YARD_METRICS_TOKEN ?? null,
      }),
      createAnthropicRoom({ directory: listCallable, upstreams }),
      createOpenAiRoom({ directory: listCallable, upstreams }),
      createRestRoom(),
      ...protocols,
      createMount("/hf", protocols),
      createCsghubRoom(protocols),
      createArchiveRoom(),
    ],
    contentRoom: createContentRoom(),
    web: createWebProxy({ web, key: forwardedKey }),
    limit: limiter && counted(limiter, metrics),
    measure: (done) => record(options, done),
    ...filesOf(env),
  });

  server.listen(env.PORT, env.HOST);
  await once(server, "listening");
  // A predecessor that was killed may have moved a branch and told nobody.
  await enqueue(system, reconcileHeads, { payload: {}, key: "schedule" });
  return {
    async close(signal: AbortSignal) {
      isDraining = true;
      charges.leave();
      const closed = once(server, "close");
      signal.addEventListener("abort", () => server.closeAllConnections(), { once: true });
      server.close();
      server.closeIdleConnections();
      await Promise.all([closed, ssh.close(signal)]);
      await charges.close(signal);
    },
  };
}

const visitorOf =
  ({ contextFor, enterRequest }: Runtime, ssh: Awaited<ReturnType<typeof openSsh>>) =>
  ({ address, origin }: { readonly address: string; readonly origin: string }) => {
    const requestId = crypto.randomUUID();
    enterRequest(requestId);
    const request = { requestId, clientAddress: address, origin, ssh: ssh.addressFor(origin) };
    return contextFor({ kind: "anonymous" }, request);
  };

/** The same limits; what they refuse is counted. */
const counted =
  (limiter: ReturnType<typeof createRateLimiter>, metrics: Metrics): ReturnType<typeof createRateLimiter> =>
  (bucket, asking) => {
    const verdict = limiter(bucket, asking);
    if (!verdict.isAllowed) metrics.limited.inc({ bucket });
    return verdict;
  };

const trustOf = ({ env, site }: Runtime): Trust => ({
  trustedProxies: env.YARD_TRUSTED_PROXIES,
  publicUrl: env.YARD_URL ? site.origin : null,
  port: env.PORT,
});

const filesOf = ({ YARD_ACCEL_REDIRECT: prefix, YARD_DATA }: Runtime["env"]) =>
  prefix === undefined ? {} : { files: { prefix, folder: resolve(YARD_DATA, "objects") } };

/** What all roles have counted; one that does not answer is told by `yard_part_ready`. */
async function metricsOf(options: EdgeOptions): Promise<string> {
  const { metrics, web, worker, forwardedKey: key } = options;
  for (const [part, { status }] of Object.entries(await options.runtime.health.look())) {
    metrics.ready.set({ part }, status === "ok" ? 1 : 0);
  }
  const others = [web, worker].map((address) => fetchMetrics({ address, key }).catch(() => ""));
  return mergeExpositions(await Promise.all([metrics.registry.metrics(), ...others]));
}

function record({ metrics, runtime }: EdgeOptions, { room, method, path, status, seconds, requestId }: Done) {
  metrics.requests.inc({ room, method, status_class: `${Math.floor(status / 100)}xx` });
  metrics.requestSeconds.observe({ room }, seconds);
  if (room === "health") return;
  const line = { requestId, room, method, path: loggedPath(path), status, ms: Math.round(seconds * 1_000) };
  runtime.log.info(line, "Answered");
}
