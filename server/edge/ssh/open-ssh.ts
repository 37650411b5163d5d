import { once } from "node:events";
import { join } from "node:path";
import type { Metrics } from "@/server/metrics";
import type { Runtime } from "@/server/runtime";
import { gitHubDirectory } from "../git/hub-directory";
import type { createRateLimiter } from "../rate-limit";
import { createSshDoor, SSH_LIMITS, type SshPeer } from ".";
import { hostKeys } from "./host-keys";

interface Options {
  readonly runtime: Runtime;
  readonly metrics: Metrics;
  /** `null`: whoever connects is let in as often as they like. */
  readonly limiter: ReturnType<typeof createRateLimiter> | null;
}

/** Git over SSH, while it is served. */
interface OpenSsh {
  /** Its address as clients of a site at this origin write it; `null` when it is not served. */
  addressFor(origin: string): string | null;
  close(signal: AbortSignal): Promise<void>;
}

/** Opens the port. When that cannot be, SSH is off with a notice: whoever does not need it is not kept from the rest. */
export async function openSsh(options: Options): Promise<OpenSsh> {
  const { runtime } = options;
  const { env, health, log } = runtime;
  const off = (detail: string): OpenSsh => {
    health.watch("ssh", async () => detail);
    return { addressFor: () => null, close: async () => undefined };
  };
  if (env.YARD_SSH_PORT === 0) return off("off: YARD_SSH_PORT is 0");
  try {
    const ssh = await listen(options);
    health.watch("ssh", async () => `port ${env.YARD_SSH_PORT}`);
    return { addressFor: (origin) => addressOf(env, origin), close: ssh.close };
  } catch (error) {
    const reason = reasonOf(error, env);
    log.warn({ err: error }, `Git over SSH is off: ${reason}`);
    return off(`off: ${reason}`);
  }
}

type Env = Runtime["env"];

function reasonOf(error: unknown, { YARD_SSH_PORT: port, HOST: host }: Env): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") return `port ${port} on ${host} is taken by another program; set YARD_SSH_PORT`;
  if (code === "EACCES") return `this account may not listen on port ${port}; set YARD_SSH_PORT`;
  return error instanceof Error ? error.message : String(error);
}

function addressOf({ YARD_SSH_URL, YARD_SSH_PORT }: Env, origin: string): string {
  const url = new URL(YARD_SSH_URL ?? `ssh://${new URL(origin).hostname}:${YARD_SSH_PORT}`);
  const port = url.port === "" || url.port === "22" ? "" : `:${url.port}`;
  return `ssh://git@${url.hostname}${port}`;
}

async function listen({ runtime, metrics, limiter }: Options) {
  const { env, data, log } = runtime;
  const none = { perNetwork: null, strangersPerNetwork: null };
  const ssh = createSshDoor({
    hostKeys: await hostKeys(join(data, "ssh")),
    visitor: visitorOf(runtime),
    directory: gitHubDirectory,
    mayConnect: (address) => limiter?.("ssh", { address, authorization: undefined }).isAllowed ?? true,
    limits: limiter ? SSH_LIMITS : { ...SSH_LIMITS, ...none },
    onConnections: (open) => metrics.sshConnections.set(open),
    onRefused: (reason) => metrics.sshRefused.inc({ reason }),
    measure({ command, path, outcome, seconds, requestId }) {
      metrics.sshCommands.observe({ command, outcome }, seconds);
      log.info({ requestId, room: "ssh", method: command, path, outcome, ms: Math.round(seconds * 1_000) }, "Answered");
    },
  });
  ssh.door.listen(env.YARD_SSH_PORT, env.HOST);
  await once(ssh.door, "listening");
  return ssh;
}

/** Links in answers lead to the public address, or else to the one that the client reached. */
const visitorOf =
  ({ env, site, contextFor, enterRequest }: Runtime) =>
  ({ address, reached }: SshPeer) => {
    const requestId = crypto.randomUUID();
    enterRequest(requestId);
    const host = reached.includes(":") ? `[${reached}]` : reached;
    const origin = env.YARD_URL ? site.origin : `http://${host}:${env.PORT}`;
    return contextFor({ kind: "anonymous" }, { requestId, clientAddress: address, origin });
  };
