import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import pino from "pino";
import { type Db, openDatabase } from "@/db/client";
import { createLocalCompute } from "@/server/adapters/compute-local";
import { createAddressGuard, createGuardedFetch } from "@/server/adapters/fetch-guarded";
import { createSmtpMail } from "@/server/adapters/mail-smtp";
import { createFilesystemObjects } from "@/server/adapters/objects-filesystem";
import { createMovingObjects } from "@/server/adapters/objects-moving";
import { createS3Objects } from "@/server/adapters/objects-s3";
import { createLocalVault } from "@/server/adapters/vault-local";
import { createHealth } from "@/server/admin";
import { createDueCharges } from "@/server/billing";
import { createHost, createPacks, createRunFolders } from "@/server/compute";
import { createObjectThreads } from "@/server/content";
import { describeEnv, type Env, environmentOfTools } from "@/server/env";
import { createJournal, createTraffic } from "@/server/gateway";
import { createRepositories } from "@/server/git";
import { createScanner } from "@/server/hub";
import { createIdentity } from "@/server/identity";
import { createLogFollowers } from "@/server/inference";
import type { Actor, Ctx, Dependency } from "@/server/kernel";
import type { Log, Site } from "@/server/kernel/context";
import { createIds } from "@/server/kernel/ids";
import type { Live } from "@/server/kernel/live";
import { createInsideOrigins, createPullThrough } from "@/server/mirror";
import { createModeration } from "@/server/moderation";
import type { Ports } from "@/server/ports";
import type { ObjectStore } from "@/server/ports/object-store";
import { createConfiguration } from "@/server/settings";
import { holdRuntime } from "./current-runtime";
import { lookAtParts, probesOf } from "./readiness";
import { lockDataFolder } from "./supervisor/data-lock";
import { withoutValues } from "./without-values";

/** What is known only once the data folder and the database are there. */
export interface Settled {
  readonly env: Env;
  /** Connects as the role that cannot change ledger and audit. */
  readonly databaseUrl: string;
  readonly secret: string;
  /** Called for every query that the log tells of. */
  readonly onSlowQuery?: () => void;
  /** Folder of the programs that run beside this one; that of its own bundle unless told. */
  readonly programs?: string;
}

/** How runs are started on this machine; the folder and the programs come with the configuration. */
const RUNS = {
  keeper: resolve("server/adapters/compute-local/keeper.mjs"),
  ports: [20_000, 20_999],
  graceMs: 10_000,
  firstRetryMs: 1_000,
  startWithinMs: 120_000,
} as const;

const MAX_QUERY_TEXT = 2_000;

const openLog = ({ YARD_LOG_LEVEL: level }: Env) =>
  pino({
    level,
    serializers: { err: (error) => pino.stdSerializers.err(withoutValues(error)) },
    redact: ["*.password", "*.secret", "*.token", "*.authorization"],
  });

const logTo = (line: pino.Logger): Log => ({
  info: (fields, message) => line.info(fields, message),
  warn: (fields, message) => line.warn(fields, message),
  error: (fields, message) => line.error(fields, message),
});

interface Stores {
  readonly filesystem: ObjectStore;
  /** Without the settings that it needs there is none. */
  readonly s3: ObjectStore | null;
}

/** The stores that this configuration can reach. */
export function openStores(env: Env): Stores {
  const filesystem = createFilesystemObjects({ root: objectsFolder(env) });
  const { YARD_S3_ENDPOINT: endpoint, YARD_S3_BUCKET: bucket, YARD_S3_PUBLIC_ENDPOINT: publicEndpoint } = env;
  const { YARD_S3_ACCESS_KEY: accessKey, YARD_S3_SECRET_KEY: secretKey } = env;
  if (!(endpoint && bucket && accessKey && secretKey)) return { filesystem, s3: null };
  const s3 = createS3Objects({
    ...{ endpoint, bucket, accessKey, secretKey },
    region: env.YARD_S3_REGION,
    pathStyle: env.YARD_S3_PATH_STYLE === "on",
    ...(publicEndpoint && { publicEndpoint }),
    encryptionHeaders: encryptionHeaders(env.YARD_S3_ENCRYPTION),
    cacheFolder: join(resolve(env.YARD_DATA), "object-cache"),
  });
  return { filesystem, s3 };
}

export const objectsFolder = ({ YARD_DATA: data }: Pick<Env, "YARD_DATA">) => join(resolve(data), "objects");

/** Names that begin with a dot are unfinished writes. */
const hasFiles = (folder: string) => existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith("."));

/** `aws:kms:<key id>` names a key as well. */
function encryptionHeaders(wanted: string | undefined): Record<string, string> {
  if (wanted === undefined) return {};
  const [, algorithm = wanted, key] = /^(aws:kms)(?::(.+))?$/.exec(wanted) ?? [];
  return {
    "x-amz-server-side-encryption": algorithm,
    ...(key && { "x-amz-server-side-encryption-aws-kms-key-id": key }),
  };
}

/** The store that is asked for; what another one still has is read from there until it is moved. */
export function openObjects(env: Env): ObjectStore {
  const { filesystem, s3 } = openStores(env);
  if (s3 === null) return filesystem;
  if (env.YARD_OBJECTS === "filesystem") return createMovingObjects({ to: filesystem, from: s3 });
  return hasFiles(objectsFolder(env)) ? createMovingObjects({ to: s3, from: filesystem }) : s3;
}

/** Beside the program that runs; a benchmark, which lies elsewhere, has that of the last build. */
export function programAt(name: string, folder = dirname(process.argv[1] ?? "")): string {
  const own = join(folder, name);
  return existsSync(own) ? own : resolve(".build/server", name);
}

interface Means extends Pick<Settled, "env"> {
  readonly programs: Settled["programs"] | undefined;
}

/** The adapters, and the things of contexts that outlive a request. */
function openRooms({ env, programs }: Means, data: string, db: Db): { readonly ports: Ports; readonly live: Live } {
  const searchPath = env.PATH;
  const environment = environmentOfTools();
  const packs = createPacks({ source: resolve("runtimes"), root: join(data, "runtimes"), environment });
  const ports: Ports = {
    objects: openObjects(env),
    mail: createSmtpMail({ url: env.YARD_SMTP_URL, from: env.YARD_MAIL_FROM }),
    compute: createLocalCompute({
      ...RUNS,
      root: join(data, "runs"),
      path: searchPath,
      findProgram: packs.findProgram,
    }),
  };
  const migrationsFolder = resolve("db/migrations");
  const journal = createJournal({
    folder: join(data, "journal", "gateway"),
    durability: env.YARD_GATEWAY_DURABILITY,
    lock: lockDataFolder,
  });
  const live: Live = {
    configuration: createConfiguration(describeEnv(env)),
    dueCharges: createDueCharges(),
    health: createHealth(lookAtParts, probesOf({ db, objects: ports.objects, data, searchPath, migrationsFolder })),
    host: createHost({ data, path: searchPath }),
    insideOrigins: createInsideOrigins(env.YARD_INSIDE_ORIGINS),
    identity: createIdentity({ signUp: env.YARD_SIGN_UP, limitsAttempts: env.YARD_RATE_LIMITS === "on" }),
    logFollowers: createLogFollowers(),
    moderation: createModeration({
      program: programAt(join("moderation", "automaton", "automaton.worker.mjs"), programs),
    }),
    objects: createObjectThreads({
      program: programAt(join("content", "xet", "threads.worker.mjs"), programs),
      converts: env.YARD_XET_CONVERT === "on",
    }),
    packs,
    pullThrough: createPullThrough(),
    repositories: createRepositories({ root: join(data, "repos"), searchPath }),
    runFolders: createRunFolders({ root: join(data, "runs") }),
    scanner: createScanner({ program: programAt(join("hub", "scan", "scanner", "scanner.worker.mjs"), programs) }),
    traffic: createTraffic({ firstRetryMs: 250, journal }),
  };
  return { ports, live };
}

/** The only place that knows which adapter stands behind which port, and which thing outlives a request. */
export function createRuntime({ env, databaseUrl, secret, onSlowQuery, programs }: Settled) {
  const data = resolve(env.YARD_DATA);
  const log = openLog(env);
  const current = new AsyncLocalStorage<string>();
  const { db, close: closeDatabase } = openDatabase(databaseUrl, {
    thresholdMs: env.YARD_SLOW_QUERY_MS,
    onSlow({ text, ms }) {
      const facts = { requestId: current.getStore(), ms: Math.round(ms), query: text.slice(0, MAX_QUERY_TEXT) };
      log.info(facts, "A query was slow");
      onSlowQuery?.();
    },
  });
  const vault = createLocalVault({ secret });
  const outward = { allowed: [], origins: env.YARD_INSIDE_ORIGINS };
  const guardedFetch = createGuardedFetch(outward);
  const refuseAddress = createAddressGuard(outward);
  const site = siteOf(env);
  const id = createIds();

  const { ports, live } = openRooms({ env, programs }, data, db);

  const contextFor = (actor: Actor, request: Partial<Request> = {}): Ctx<Dependency> => {
    const requestId = request.requestId ?? id();
    const line = log.child({ requestId });
    return {
      actor,
      db,
      ports,
      live,
      site: { ...site, origin: request.origin ?? site.origin, ssh: request.ssh ?? null },
      requestId,
      clientAddress: request.clientAddress ?? null,
      now: () => new Date(),
      id,
      random: randomBytes,
      fetch: guardedFetch,
      refuseAddress,
      ...vault,
      log: logTo(line),
      report: (error) => line.error({ err: error }, "Something is broken on our side"),
    };
  };
  return {
    env,
    contextFor,
    /** What is logged from here on, in this chain of calls, belongs to that request. */
    enterRequest: (requestId: string) => current.enterWith(requestId),
    async close() {
      live.repositories.close();
      ports.mail.close();
      await live.objects.close();
      await closeDatabase();
    },
    stopRuns: ports.compute.stopAll,
    health: live.health,
    ...{ site, log, databaseUrl, secret, data },
  };
}
export type Runtime = ReturnType<typeof createRuntime>;

/** What the front door knows of one request. */
interface Request {
  readonly requestId: string;
  readonly origin: string;
  readonly clientAddress: string;
  readonly ssh: string | null;
}

function siteOf(env: Env): Site {
  return {
    origin: env.YARD_URL ? new URL(env.YARD_URL).origin : `http://localhost:${env.PORT}`,
    contentOrigin: env.YARD_CONTENT_URL ? new URL(env.YARD_CONTENT_URL).origin : `http://content.localhost:${env.PORT}`,
    ssh: null, // only the front door knows whether it is served
    currency: env.YARD_CURRENCY,
  };
}

/** Makes the runtime of this process; pages find it with `getRuntime`. */
export const openRuntime = (settled: Settled): Runtime => holdRuntime(createRuntime(settled));
