import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Groups } from "./control-groups";
import { findByProgram, findProcess, followersOf, isAlive, type ProcessStamp } from "./process-table";

/** Everything the keeper needs to know. */
export interface Launch {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly groups: Groups["doors"];
  readonly oomFiles: Groups["oomFiles"];
}

/** A keeper needs little; without these a Node process takes what it finds. */
const SMALL = ["--max-old-space-size=48", "--max-semi-space-size=1", "--no-warnings"];
const KEPT_ATTEMPTS = 10;
const POLL_MS = 40;
const KILLED_MS = 5_000;

/** The program begins a life of its own: it stays when this process ends. */
export async function startAttempt(keeper: string, folder: string, launch: Launch): Promise<ProcessStamp | null> {
  await mkdir(launch.cwd, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, "launch.json"), JSON.stringify(launch), { mode: 0o600 });
  const child = spawn(process.execPath, [...SMALL, keeper, folder], {
    cwd: folder,
    env: { NODE_ENV: "production" },
    stdio: "ignore",
    detached: true,
  });
  await once(child, "spawn");
  child.unref();
  return child.pid === undefined ? null : findProcess(child.pid);
}

/** The keeper of an attempt whose start was not written down, found by the folder in its argv. */
export async function findKeeper(keeper: string, folder: string): Promise<ProcessStamp | null> {
  const found = (await findByProgram(keeper)).find(({ lastArgument }) => lastArgument === folder);
  return found ? { pid: found.pid, startTicks: found.startTicks } : null;
}

/**
 * SIGTERM to everything below the keeper, patience, then SIGKILL. The keeper itself stays to see the end, and every
 * process is named by pid and start, so that nobody else's is hit.
 */
export async function stopAttempt(keeper: ProcessStamp, graceMs: number): Promise<void> {
  const below = await followersOf(keeper);
  const program = below.filter(({ command }) => command !== "bwrap");
  for (const { pid } of program) signal(pid, "SIGTERM");
  const all = [keeper, ...below];
  if (await haveEnded(all, graceMs)) return;
  for (const stamp of [...below, ...(await followersOf(keeper))]) {
    if (await isAlive(stamp)) signal(stamp.pid, "SIGKILL");
  }
  if (await haveEnded(all, KILLED_MS)) return;
  if (await isAlive(keeper)) signal(keeper.pid, "SIGKILL");
  await haveEnded(all, KILLED_MS);
}

async function haveEnded(stamps: readonly ProcessStamp[], withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const alive = await Promise.all(stamps.map(isAlive));
    if (!alive.includes(true)) return true;
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Folders of older attempts go; their logs are the only thing that fills the disk. */
export async function pruneAttempts(folder: string): Promise<void> {
  const parent = dirname(folder);
  const numberOf = (name: string) => Number(name.slice("attempt-".length));
  const attempts = (await readdir(parent)).filter((name) => name.startsWith("attempt-"));
  const names = attempts.toSorted((a, b) => numberOf(a) - numberOf(b));
  for (const name of names.slice(0, -KEPT_ATTEMPTS)) await rm(join(parent, name), { recursive: true, force: true });
}
