import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./port";
import { choosePostgresAccount, commandAs, giveTo, type PostgresAccount } from "./postgres-account";
import { type PostgresPrograms, preparePostgresPrograms } from "./postgres-programs";
import { processStart } from "./process-stamp";
import { readOrCreateSecret } from "./secret-file";

export interface PostgresOptions {
  /** The data folder; the cluster becomes its folder `postgres`. */
  readonly data: string;
  readonly report: (line: string) => void;
  readonly settings?: Readonly<Record<string, string>>;
  readonly port?: number;
}

export interface Postgres {
  readonly port: number;
  readonly pid: number;
  /** The owner of every table, who also runs the migrations. */
  readonly owner: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

export const OWNER = "yard";

/** The file that keeps its password. */
export const ownerPassword = (data: string) => join(data, "postgres-password");

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  io_method: "sync", // saves the idle I/O workers
  jit: "off",
  logging_collector: "on",
  log_filename: "postgresql-%a.log",
  log_rotation_age: "1d",
  log_truncate_on_rotation: "on",
  log_min_duration_statement: "500ms",
  log_parameter_max_length: "0", // values may be secrets
};

const ENVIRONMENT = { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C.UTF-8" } as const;

const run = promisify(execFile);

interface Cluster {
  readonly folder: string;
  readonly account: PostgresAccount;
  readonly programs: PostgresPrograms;
}

/** Starts the embedded server so that it ends with this process, however this process ends. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  mkdirSync(options.data, { recursive: true });
  const account = await choosePostgresAccount(options.data);
  const cluster = {
    account,
    folder: join(options.data, "postgres"),
    programs: preparePostgresPrograms(options.data, account),
  };
  const password = readOrCreateSecret(ownerPassword(options.data));
  await createCluster(cluster, password);
  await stopLeftOver(cluster);

  const first = await startFirst(cluster, options);
  const { port, settings } = first;
  let { server } = first;
  let stopped = false;

  async function startAgain() {
    if (stopped || isAlive(server)) return;
    options.report("PostgreSQL ended unexpectedly; starting it again");
    server = await startServer(cluster, settings);
  }
  const watch = watchEvery(1_000, () =>
    startAgain().catch((error: unknown) => options.report(`PostgreSQL does not start: ${String(error)}`)),
  );

  return {
    port,
    get pid() {
      return server.pid;
    },
    owner: { name: OWNER, password },
    async stop() {
      stopped = true;
      await watch.stop();
      await stopServer(cluster, server);
    },
  };
}

/** Made beside its place and moved there when complete: an interrupted first start leaves nothing to trip over. */
async function createCluster({ folder, account, programs }: Cluster, password: string) {
  if (existsSync(join(folder, "PG_VERSION"))) return giveTo(account, folder);
  const half = `${folder}.new`;
  const passwordFile = join(half, "password");
  rmSync(half, { recursive: true, force: true });
  mkdirSync(join(half, "cluster"), { recursive: true, mode: 0o711 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(account, half);
  const made = join(half, "cluster");
  await execute({ folder: made, account, programs }, programs.initdb, [
    `--pgdata=${made}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
  ]);
  renameSync(made, folder);
  rmSync(half, { recursive: true, force: true });
}

async function stopLeftOver(cluster: Cluster) {
  const control = (...args: string[]) => execute(cluster, cluster.programs.pgCtl, ["-D", cluster.folder, ...args]);
  const isRunning = await control("status").then(
    () => true,
    () => false,
  );
  if (!isRunning) return;
  await control("-w", "-t", "60", "-m", "fast", "stop").catch(() => control("-w", "-m", "immediate", "stop"));
}

interface Server {
  readonly pid: number;
  readonly started: string | null;
  /** Closing its input, which also our death does, makes it ask the server to stop. */
  readonly guard: ReturnType<typeof spawnGuard>;
}

const PORT_TRIES = 3;

/** A port that was free a moment ago may be taken by now: then another is chosen. */
async function startFirst(cluster: Cluster, options: PostgresOptions) {
  for (let tried = 1; ; tried++) {
    const port = options.port ?? (await freePort());
    const settings = { ...SETTINGS, ...options.settings, port: String(port) };
    try {
      return { port, settings, server: await startServer(cluster, settings) };
    } catch (error) {
      if (options.port !== undefined || tried === PORT_TRIES) throw error;
      options.report(`PostgreSQL does not start on port ${port}; trying another`);
    }
  }
}

const isAlive = ({ pid, started }: Server) => processStart(pid) === started;

async function startServer(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<Server> {
  const { folder, programs } = cluster;
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = join(folder, "start.log");
  rmSync(log, { force: true });
  await execute(cluster, programs.pgCtl, [
    "-D",
    folder,
    "-w",
    "-t",
    "300",
    "-l",
    log,
    "-o",
    flags.join(" "),
    "start",
  ]).catch((cause: unknown) => {
    throw new Error(`PostgreSQL did not start. ${existsSync(log) ? readFileSync(log, "utf8").trim() : ""}`, { cause });
  });
  const pid = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
  return { pid, started: processStart(pid), guard: spawnGuard(pid) };
}

/** `pg_ctl` puts the server into a session of its own. This shell sits on a pipe and passes our end on as a fast stop. */
function spawnGuard(pid: number) {
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "postgres-guard", String(pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: ENVIRONMENT,
  });
  guard.unref();
  return guard;
}

async function stopServer(cluster: Cluster, server: Server) {
  server.guard.stdin?.end();
  const deadline = performance.now() + 20_000;
  while (isAlive(server) && performance.now() < deadline) await sleep(20);
  if (isAlive(server)) await stopLeftOver(cluster);
}

function execute({ account }: Cluster, program: string, programArgs: readonly string[]) {
  const { file, args, identity } = commandAs(account, program, programArgs);
  return run(file, args, { ...identity, cwd: "/", env: ENVIRONMENT });
}

/** Calls one after the other, never two at once; `stop` waits for the call in flight. */
function watchEvery(everyMs: number, look: () => Promise<void>) {
  let inFlight = Promise.resolve();
  const timer = setInterval(() => {
    inFlight = inFlight.then(look);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await inFlight;
    },
  };
}
