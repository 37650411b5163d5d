import { hkdfSync } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Env, environmentOfRoles, readEnv } from "@/server/env";
import type { DatabaseAccess } from "@/server/supervisor/database-access";
import { NODE_FLAGS } from "@/server/supervisor/node-flags";
import { assertSafeInPublic } from "@/server/supervisor/public-address";
import { type RunningRole, runRole } from "@/server/supervisor/role-process";

const { values: flags } = parseArgs({
  options: {
    role: { type: "string", default: "all" },
    dev: { type: "boolean", default: false },
    folder: { type: "string" },
    "new-secret": { type: "boolean", default: false },
    to: { type: "string" },
  },
});

/** Each role loads what it needs and no more. `setup`, `stop-runs`, `backup`, `restore`, `migrate-objects` and `verify-audit` end by themselves. */
const roles: Readonly<Record<string, (env: Env) => Promise<void>>> = {
  async all(env) {
    const { supervise } = await import("@/server/supervisor/supervise");
    await supervise({
      host: env.HOST,
      port: env.PORT,
      data: env.YARD_DATA,
      database: ownDatabase(env),
      secret: env.YARD_SECRET,
      publicUrl: env.YARD_URL,
      environment: environmentOfRoles(env),
      command: [process.execPath, ...NODE_FLAGS, process.argv[1] ?? "", ...(flags.dev ? ["--dev"] : []), "--role"],
      output: process.stdout,
      signal: stopSignal(),
    });
  },

  async setup(env) {
    const { prepareDatabase } = await import("@/server/supervisor/prepare-database");
    await prepareDatabase(accessOf(env), resolve("db/migrations"));
    const { prepareFirstStart } = await import("@/db/seed/first-start");
    const runtime = await openRuntimeOf(env);
    const administrator = await prepareFirstStart(runtime.contextFor({ kind: "system", process: "setup" }), {
      username: env.YARD_ADMIN_USERNAME,
      password: env.YARD_ADMIN_PASSWORD,
      token: env.YARD_ADMIN_TOKEN,
      samples: env.YARD_SAMPLES,
      unfinished: join(env.YARD_DATA, "first-start-unfinished"),
    });
    await runtime.close();
    await answer(administrator);
  },

  async "stop-runs"(env) {
    const runtime = await openRuntimeOf(env);
    await runtime.stopRuns();
    await runtime.close();
  },

  async backup(env) {
    const { runBackup } = await import("@/server/supervisor/backup/commands");
    await runBackup({ env, folder: backupFolder(), database: ownDatabase(env) });
  },

  async restore(env) {
    const { runRestore } = await import("@/server/supervisor/backup/commands");
    await runRestore({ env, folder: backupFolder(), database: ownDatabase(env) }, flags["new-secret"]);
  },

  async "migrate-objects"(env) {
    const { migrateObjects } = await import("@/server/supervisor/migrate-objects");
    await migrateObjects({
      env,
      to: flags.to,
      say: (line) => void process.stdout.write(`  ${line}\n`),
      signal: stopSignal(),
    });
  },

  async "verify-audit"(env) {
    const { verifyAudit } = await import("@/server/supervisor/verify-audit");
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    await verifyAudit({ data: env.YARD_DATA, database: ownDatabase(env), say });
  },

  edge: (env) =>
    runRole(async () => {
      const [{ runtime, metrics }, { startEdge }] = await Promise.all([
        openMeasured(env, "edge"),
        import("@/server/edge/start"),
      ]);
      const { YARD_WEB_ADDRESS: web, YARD_WORKER_ADDRESS: worker } = env;
      const edge = await startEdge({ runtime, metrics, web, worker, forwardedKey: forwardedKeyOf(env) });
      return closing(edge, runtime.close);
    }),

  web: (env) =>
    runRole(async () => {
      const [{ runtime, metrics }, { startWeb }, { programAt }] = await Promise.all([
        openMeasured(env, "web"),
        import("@/server/web/serve"),
        import("@/server/runtime"),
      ]);
      const web = await startWeb({
        address: env.YARD_WEB_ADDRESS,
        forwardedKey: forwardedKeyOf(env),
        folder: resolve("."),
        contentOrigin: runtime.site.contentOrigin,
        isDevelopment: flags.dev,
        markdownProgram: programAt(join("web", "markdown", "markdown.worker.mjs")),
        report: (err) => runtime.log.error({ err }, "A document could not be drawn"),
        metrics: () => metrics.registry.metrics(),
        onRequest: runtime.enterRequest,
      });
      return closing(web, runtime.close);
    }),

  worker: (env) =>
    runRole(async () => {
      const [{ runtime, metrics }, { startWorker }, { registrations }, { serveMetrics }, { beginWithoutFailures }] =
        await Promise.all([
          openMeasured(env, "worker"),
          import("@/server/worker/start"),
          import("@/server/worker/handlers"),
          import("@/server/metrics/inner"),
          import("@/server/metrics"),
        ]);
      const jobs = registrations.flatMap(({ definitions }) => Object.values(definitions));
      beginWithoutFailures(
        metrics,
        jobs.map(({ name }) => name),
      );
      const told = await serveMetrics({
        address: env.YARD_WORKER_ADDRESS,
        key: forwardedKeyOf(env),
        metrics: () => metrics.registry.metrics(),
      });
      const worker = await startWorker({
        connectionString: runtime.databaseUrl,
        contextFor: (job) => runtime.contextFor({ kind: "system", process: job }),
        measure: ({ job: name, outcome, seconds }) => metrics.jobs.observe({ name, outcome }, seconds),
      });
      return closing(worker, async () => {
        told.close();
        await runtime.close();
      });
    }),
};

/** The runtime outlives the role that stands on it. */
const closing = ({ close }: RunningRole, closeRest: () => Promise<void>): RunningRole => ({
  async close(signal) {
    await close(signal);
    await closeRest();
  },
});

async function openMeasured(env: Env, role: string) {
  const { createMetrics } = await import("@/server/metrics");
  const metrics = createMetrics(role);
  return { metrics, runtime: await openRuntimeOf(env, () => metrics.slowQueries.inc()) };
}

async function openRuntimeOf(env: Env, onSlowQuery?: () => void) {
  const { openRuntime } = await import("@/server/runtime");
  const settled = { env, databaseUrl: required(env, "DATABASE_URL"), secret: required(env, "YARD_SECRET") };
  return openRuntime({ ...settled, ...(onSlowQuery && { onSlowQuery }) });
}

const ownDatabase = (env: Env) => (env.DATABASE_URL === undefined ? undefined : accessOf(env));

function backupFolder(): string {
  if (!flags.folder) throw new Error("Say where the backup is: --folder <path>");
  return flags.folder;
}

function accessOf(env: Env): DatabaseAccess {
  const applicationUrl = required(env, "DATABASE_URL");
  return { applicationUrl, ownerUrl: env.DATABASE_OWNER_URL ?? applicationUrl };
}

/** To the supervisor; started alone, a task has nobody but the terminal to tell. */
function answer(result: unknown): Promise<void> {
  const { promise, resolve: sent } = Promise.withResolvers<void>();
  if (process.send) process.send(result, () => sent());
  else process.stdout.write(`${JSON.stringify(result)}\n`, () => sent());
  return promise;
}

/** The supervisor knows both; a role that is started alone must be told. */
function required(env: Env, name: "DATABASE_URL" | "YARD_SECRET"): string {
  const value = env[name];
  if (value === undefined) throw new Error(`A role that is started alone needs ${name}.`);
  return value;
}

const forwardedKeyOf = (env: Env): string =>
  env.YARD_FORWARDED_KEY ??
  Buffer.from(hkdfSync("sha256", required(env, "YARD_SECRET"), "", "what the edge tells web", 32)).toString(
    "base64url",
  );

function assertSafe(env: Env) {
  const { YARD_SECRET, YARD_FORWARDED_KEY, YARD_METRICS_TOKEN } = env;
  assertSafeInPublic({
    host: env.HOST,
    publicUrl: env.YARD_URL,
    administratorPassword: env.YARD_ADMIN_PASSWORD,
    secrets: { YARD_SECRET, YARD_FORWARDED_KEY, YARD_METRICS_TOKEN },
  });
}

function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
  process.on("disconnect", stop); // the start script ended, however it ended
  return stopping.signal;
}

try {
  const start = roles[flags.role];
  if (!start) throw new Error(`There is no role ${flags.role}; there are: ${Object.keys(roles).join(", ")}`);
  const env = readEnv();
  assertSafe(env);
  await start(env);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
