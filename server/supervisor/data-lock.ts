import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { processStart } from "./process-stamp";

/** One supervisor per data folder. Says what to do, because its text is what the operator sees. */
export class DataFolderTaken extends Error {
  override readonly name = "DataFolderTaken";
}

export interface DataLock {
  /** A successor may wait from now on: this process is on its way out. */
  leaving(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly isLeaving: boolean;
}

/** Waits for a predecessor that is shutting down, takes over from a dead one, refuses beside a running one. */
export async function lockDataFolder(path: string, patienceMs = 60_000): Promise<DataLock> {
  const deadline = performance.now() + patienceMs;
  while (!claim(path)) {
    const text = readText(path);
    if (text === null) continue;
    const holder = parse(text);
    if (!holder || processStart(holder.pid) !== holder.started) {
      clear(path, text);
      continue;
    }
    if (!holder.isLeaving || performance.now() > deadline) {
      throw new DataFolderTaken(
        `Modelyard already runs from this data folder (process ${holder.pid}). Stop it first, or choose another folder with YARD_DATA.`,
      );
    }
    await sleep(100);
  }
  return {
    leaving: () => write(path, holderText(true)),
    release: () => rmSync(path, { force: true }),
  };
}

const holderText = (isLeaving: boolean) =>
  JSON.stringify({ pid: process.pid, started: processStart(process.pid), isLeaving });

function claim(path: string): boolean {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, holderText(false));
  try {
    linkSync(mine, path); // the file appears whole or not at all
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead holder's file away; a file that somebody else put there meanwhile goes back. */
function clear(path: string, stale: string) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readText(aside) !== stale) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function write(path: string, text: string) {
  const next = `${path}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, path);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const value: Partial<Holder> = JSON.parse(text);
    const { pid, started, isLeaving = false } = value;
    return typeof pid === "number" && typeof started === "string" ? { pid, started, isLeaving } : null;
  } catch {
    return null;
  }
}

const isCode = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;
