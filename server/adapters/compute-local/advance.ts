import { mkdir, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Failure, WorkloadSpec } from "@/server/ports/compute-backend";
import { findKeeper, pruneAttempts, startAttempt, stopAttempt } from "./attempt";
import type { LocalComputeConfig, Program } from "./config";
import { closeGroups, openGroups } from "./control-groups";
import { delayBeforeRetry, failureOf } from "./failure";
import { isHealthy } from "./health";
import { choosePort } from "./port";
import { isAlive, type ProcessStamp } from "./process-table";
import type { Sandbox } from "./sandbox";
import { attemptFolder, readExit, type Slot } from "./state";
import { withLock } from "./with-lock";

const SILENCE_MS = 45_000;

/** What one replica needs in order to take a step. */
export interface Ground {
  readonly config: LocalComputeConfig;
  readonly workload: WorkloadSpec;
  readonly program: Program;
  readonly sandbox: Sandbox;
  /** Folder of the workload. */
  readonly folder: string;
  readonly replica: number;
  /** Writes the slot down before anything follows from it. */
  readonly save: (slot: Slot) => Promise<void>;
  /** Ports that other workloads hold. */
  readonly takenPorts: () => Promise<ReadonlySet<number>>;
}

/** One step of one replica towards running. Called again and again, under the workload's lock; safe after any crash. */
export async function advance(ground: Ground, slot: Slot | undefined): Promise<void> {
  if (slot === undefined || slot.phase === "stopped") return launch(ground, slot);
  if (slot.phase === "given_up") return;
  if (slot.phase === "active") return check(ground, slot);
  if (slot.retryAt === null || new Date(slot.retryAt).getTime() <= Date.now()) await launch(ground, slot);
}

/** The process of an active slot: as written down, or found again after a crash between start and note. */
export const keeperOf = async (keeper: string, folder: string, slot: Slot): Promise<ProcessStamp | null> =>
  slot.keeper ?? (await findKeeper(keeper, folder));

async function check(ground: Ground, slot: Slot): Promise<void> {
  const { config, workload, folder, replica } = ground;
  const attempt = attemptFolder(folder, replica, slot.attempt);
  const keeper = await keeperOf(config.keeper, attempt, slot);
  if (keeper === null) {
    const exit = await readExit(attempt);
    return exit === null ? launch(ground, slot) : fail(ground, slot, failureOf(exit));
  }
  if (!(await isAlive(keeper))) {
    await stopAttempt(keeper, 0); // a killed keeper may have left its program behind
    return fail(ground, slot, failureOf(await readExit(attempt)));
  }
  const adopted = { ...slot, keeper };
  const healthy = await isHealthy(adopted, keeper, workload.container.healthPath);
  const seen = healthy ? heard(adopted) : unheard(adopted);
  const failure = healthy ? null : overdue(seen, config.startWithinMs);
  if (failure === null) return JSON.stringify(seen) === JSON.stringify(slot) ? undefined : ground.save(seen);
  await stopAttempt(keeper, config.graceMs);
  return fail(ground, seen, failure);
}

const heard = (slot: Slot): Slot => ({ ...slot, silentSince: null, readyAt: slot.readyAt ?? new Date().toISOString() });

const unheard = (slot: Slot): Slot =>
  slot.readyAt === null ? slot : { ...slot, silentSince: slot.silentSince ?? new Date().toISOString() };

function overdue(slot: Slot, startWithinMs: number): Failure | null {
  const since = (moment: string) => Date.now() - new Date(moment).getTime();
  if (slot.readyAt === null && since(slot.startedAt) > startWithinMs) {
    const seconds = Math.round(startWithinMs / 1_000);
    return { code: "start_timeout", message: `The program was not ready after ${seconds} seconds`, exitCode: null };
  }
  if (slot.silentSince === null || since(slot.silentSince) < SILENCE_MS) return null;
  return { code: "probe", message: "The program has stopped answering its health check", exitCode: null };
}

async function fail(ground: Ground, slot: Slot, failure: Failure): Promise<void> {
  const failedAt = [...slot.failedAt, new Date().toISOString()].slice(-10);
  const delayMs = delayBeforeRetry(
    failure.code,
    failedAt.map((at) => new Date(at)),
    ground.config.firstRetryMs,
  );
  const ended: Slot = { ...slot, keeper: null, failedAt, failure, phase: "given_up", retryAt: null };
  await closeGroups(ground);
  if (delayMs === null) return ground.save(ended);
  const waiting: Slot = { ...ended, phase: "waiting", retryAt: new Date(Date.now() + delayMs).toISOString() };
  await ground.save(waiting);
  if (delayMs === 0) await launch(ground, waiting);
}

/** The intent is written first: whatever happens after it, the process can be found by the folder in its argv. */
async function launch(ground: Ground, before: Slot | undefined): Promise<void> {
  const { config, workload, folder, replica } = ground;
  const attempt = 1 + Math.max(before?.attempt ?? 0, await lastAttempt(folder, replica));
  const slot = await withLock(`${config.root} ports`, async () => {
    const intent: Slot = {
      phase: "active",
      attempt,
      port: await choosePort(config.ports, await ground.takenPorts()),
      keeper: null,
      startedAt: new Date().toISOString(),
      readyAt: null,
      silentSince: null,
      failedAt: before?.failedAt ?? [],
      failure: before?.failure ?? null,
      retryAt: null,
    };
    await ground.save(intent);
    return intent;
  });
  const at = attemptFolder(folder, replica, attempt);
  await mkdir(at, { recursive: true, mode: 0o700 });
  await pruneAttempts(at);
  const groups = await openGroups(ground, workload.resources);
  const keeper = await startAttempt(config.keeper, at, {
    ...commandOf(ground, slot.port),
    groups: groups.doors,
    oomFiles: groups.oomFiles,
  });
  await ground.save({ ...slot, keeper });
}

/** Attempts on the disk count too, so that a lost state never writes into an old log. */
async function lastAttempt(folder: string, replica: number): Promise<number> {
  const parent = dirname(attemptFolder(folder, replica, 1));
  const names = await readdir(parent).catch(() => []);
  return Math.max(0, ...names.map((name) => Number(/^attempt-(\d+)$/.exec(basename(name))?.[1] ?? 0)));
}

/** Nothing of our own environment reaches the program. */
function commandOf({ config, workload, program, sandbox, folder, replica }: Ground, port: number) {
  const work = join(folder, `replica-${replica}`, "work");
  const { args, env } = workload.container;
  const weights = workload.weights ?? "";
  const argv = [...program.argv, ...args.map((argument) => argument.replaceAll("{weights}", weights))];
  const readOnly = [program.folder, ...(workload.weights === null ? [] : [workload.weights])];
  return {
    argv: sandbox.wrap(argv, { work, readOnly }),
    cwd: work,
    env: {
      PATH: config.path,
      HOME: work,
      TMPDIR: work,
      LANG: "C.UTF-8",
      NODE_ENV: "production",
      ...env,
      HOST: "127.0.0.1",
      PORT: String(port),
    },
  };
}
