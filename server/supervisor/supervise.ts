import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type DataLock, lockDataFolder } from "./data-lock";
import { type DatabaseAccess, openEmbeddedDatabase } from "./database-access";
import { chooseInnerAddresses } from "./inner-addresses";
import { openLogFile } from "./log-file";
import { assertFree } from "./port";
import { startPostgres } from "./postgres";
import { keepRunning, type Role } from "./role";
import { readOrCreateSecret } from "./secret-file";
import { Administrator, runTask } from "./task";
import { createTerminal, noteworthy, type Terminal } from "./terminal";
import { unfinishedRestore } from "./unfinished-restore";

export interface SuperviseOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  /** Unset: the embedded server is started. */
  readonly database: DatabaseAccess | undefined;
  readonly secret: string | undefined;
  readonly publicUrl: string | undefined;
  /** Handed to every role, with what is made at start added to it. */
  readonly environment: NodeJS.ProcessEnv;
  /** Program and arguments that start a role, up to its name. */
  readonly command: readonly [string, ...string[]];
  readonly output: NodeJS.WritableStream;
  /** Fires when the platform shall stop. */
  readonly signal: AbortSignal;
}

const EDGE_PATIENCE_MS = 20_000;
const INNER_PATIENCE_MS = 8_000;

interface Frame {
  readonly options: SuperviseOptions;
  readonly data: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Undone in the opposite order, whatever happened. */
  readonly undo: (() => Promise<void> | void)[];
}

/** Starts everything, waits for the signal, and takes everything down again. Throws when it cannot start. */
export async function supervise(options: SuperviseOptions): Promise<void> {
  const terminal = createTerminal(options.output);
  const data = resolve(options.data);
  const frame: Frame = { options, data, terminal, signal: options.signal, undo: [] };
  process.umask(0o077); // what the platform keeps is nobody else's to read
  await assertFree(options.port, options.host);
  mkdirSync(join(data, "logs"), { recursive: true });
  if (existsSync(unfinishedRestore(data))) {
    throw new Error(`A restore into ${data} was interrupted. Delete this folder, and restore the backup again.`);
  }
  const lock = await lockDataFolder(join(data, "supervisor.lock"));
  frame.undo.push(() => lock.release());
  try {
    await startAll(frame, lock);
    await aborted(options.signal);
    terminal.step("Stopping: open requests are finished first …");
  } finally {
    lock.leaving();
    for (const step of frame.undo.reverse()) await step();
  }
  terminal.step("Stopped.");
}

async function startAll(frame: Frame, lock: DataLock) {
  const { options, data, terminal, signal } = frame;
  const since = performance.now();
  terminal.step(`Modelyard is starting (data in ${data})`);
  const database = options.database ?? (await startDatabase(frame));
  const environment = await environmentFor(frame, database);
  signal.addEventListener("abort", () => lock.leaving(), { once: true });

  terminal.step("Preparing the database");
  const administrator = await setUp(frame, { ...environment, DATABASE_OWNER_URL: database.ownerUrl });
  if (signal.aborted) return;
  frame.undo.push(() => stopRuns(frame, environment));

  terminal.step("Starting web and worker");
  const inner = ["web", "worker"].map((name) => startRole(frame, name, environment));
  frame.undo.push(async () => {
    await Promise.all(inner.map((role) => role.stop(INNER_PATIENCE_MS)));
  });
  await Promise.race([Promise.all(inner.map(({ ready }) => ready)), aborted(signal)]);
  if (signal.aborted) return;

  terminal.step("Opening the front door");
  const edge = startRole(frame, "edge", environment); // last: who reaches it finds everything behind it
  frame.undo.push(() => edge.stop(EDGE_PATIENCE_MS)); // and first to stop: its open requests need the others
  await Promise.race([edge.ready, aborted(signal)]);
  if (!signal.aborted) terminal.block(welcome(frame, { administrator, seconds: (performance.now() - since) / 1000 }));
}

async function startDatabase({ data, terminal, undo }: Frame): Promise<DatabaseAccess> {
  terminal.step("Starting PostgreSQL");
  const server = await startPostgres({ data, report: (line) => terminal.warn(line) });
  undo.push(() => server.stop());
  return openEmbeddedDatabase(server, data);
}

async function environmentFor({ options, data }: Frame, database: DatabaseAccess): Promise<NodeJS.ProcessEnv> {
  const inner = await chooseInnerAddresses(data);
  return {
    ...options.environment,
    NODE_ENV: options.environment.NODE_ENV ?? "production",
    YARD_DATA: data,
    YARD_SECRET: options.secret ?? readOrCreateSecret(join(data, "secret")),
    DATABASE_URL: database.applicationUrl,
    YARD_WEB_ADDRESS: inner.web,
    YARD_WORKER_ADDRESS: inner.worker,
    YARD_FORWARDED_KEY: randomBytes(32).toString("base64url"),
  };
}

/** A password that we invent is on disk before the account exists: an interrupted first start does not lose it. */
async function setUp(frame: Frame, environment: NodeJS.ProcessEnv): Promise<Administrator | null> {
  if (environment.YARD_ADMIN_PASSWORD) {
    await runSetup(frame, environment);
    return null; // whoever chose it knows it
  }
  const note = passwordNote(frame.data);
  const isOlder = existsSync(note);
  const made = await runSetup(frame, { ...environment, YARD_ADMIN_PASSWORD: readOrCreateSecret(note, 12) });
  if (made === null && !isOlder) rmSync(note);
  return made;
}

const passwordNote = (data: string) => join(data, "admin-password");

async function runSetup({ options, data, terminal, signal }: Frame, environment: NodeJS.ProcessEnv) {
  const log = openLogFile(join(data, "logs", "setup.log"));
  try {
    const command = [...options.command, "setup"] as const;
    const onLine = (line: string) => {
      log.write(line);
      const text = noteworthy("setup", line, "stdout");
      if (text) terminal.warn(text);
    };
    const answer = await runTask({ command: withProgram(command), environment, onLine, signal });
    return Administrator.nullable()
      .catch(null)
      .parse(answer ?? null);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    log.close();
  }
}

/** Deployments and jobs outlive a dead worker, but not a platform that was told to stop. */
async function stopRuns({ options, data, terminal }: Frame, environment: NodeJS.ProcessEnv) {
  const log = openLogFile(join(data, "logs", "stop-runs.log"));
  const command = withProgram([...options.command, "stop-runs"]);
  await runTask({ command, environment, onLine: log.write, signal: AbortSignal.timeout(15_000) }).catch(
    (error: Error) => terminal.warn(error.message),
  );
  log.close();
}

function startRole({ options, data, terminal, undo }: Frame, name: string, environment: NodeJS.ProcessEnv): Role {
  const log = openLogFile(join(data, "logs", `${name}.log`));
  undo.push(() => log.close());
  return keepRunning({
    name,
    command: withProgram([...options.command, name]),
    environment,
    onTrouble: (text) => terminal.warn(text),
    onLine(line, stream) {
      log.write(line);
      const text = noteworthy(name, line, stream);
      if (text) terminal.warn(text);
    },
  });
}

function withProgram([program, ...args]: readonly string[]): [string, ...string[]] {
  if (program === undefined) throw new Error("a role needs a program to run");
  return [program, ...args];
}

interface Welcome {
  readonly administrator: Administrator | null;
  readonly seconds: number;
}

function welcome({ options, data }: Frame, { administrator, seconds }: Welcome): string[] {
  const host = ["0.0.0.0", "::"].includes(options.host) ? "localhost" : options.host;
  const address = options.publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${options.port}`;
  return [
    `Modelyard is ready at ${address} (${seconds.toFixed(1)} s)`,
    ...(administrator
      ? [
          "",
          `Sign in as  ${administrator.username}`,
          `Password    ${administrator.password}`,
          `It is shown once; ${passwordNote(data)} keeps it.`,
        ]
      : []),
    "",
    `Logs: ${join(data, "logs")}   Stop: Ctrl-C`,
  ];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
