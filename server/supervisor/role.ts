import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { DrainRequest, RoleMessage } from "./role-process";

export interface RoleOptions {
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
  readonly onTrouble: (text: string) => void;
  readonly backOff?: BackOff;
}

interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
  /** A role that lived this long starts counting from the beginning. */
  readonly forgivenAfterMs: number;
  /** Before it was ever ready, a role gets this many tries. */
  readonly tries: number;
}

export interface Role {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves when it first serves; rejects when it never came up. */
  readonly ready: Promise<void>;
  /** Asks it to finish what it is doing; after `patienceMs` it is killed. */
  stop(patienceMs: number): Promise<void>;
}

const BACK_OFF: BackOff = { firstMs: 250, longestMs: 15_000, forgivenAfterMs: 30_000, tries: 3 };

/** Keeps one child process alive until told otherwise. */
export function keepRunning(options: RoleOptions): Role {
  const { name, onTrouble, backOff = BACK_OFF } = options;
  const stopping = new AbortController();
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  let wasReady = false;
  let child: RoleChild | undefined;

  async function live() {
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      const since = performance.now();
      child = startChild(options, () => {
        wasReady = true;
        resolve();
      });
      const end = await child.ended;
      if (stopping.signal.aborted) return;
      if (!wasReady && failures >= backOff.tries) {
        return reject(new Error(`${name} does not start (${end}).`));
      }
      if (performance.now() - since > backOff.forgivenAfterMs) failures = 1;
      const waitMs = Math.min(backOff.longestMs, backOff.firstMs * 2 ** (failures - 1));
      onTrouble(`${name} ended (${end}); starting it again in ${waitMs} ms`);
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const life = live();
  ready.catch(() => {}); // whoever stops before it was ready does not ask

  return {
    name,
    ready,
    get pid() {
      return child?.pid;
    },
    async stop(patienceMs) {
      stopping.abort();
      await child?.drain(patienceMs);
      await life;
    },
  };
}

type RoleChild = ReturnType<typeof startChild>;

/** In a process group of its own: the terminal's Ctrl-C passes by, and what it leaves running can be ended with it. */
function startChild({ command: [file, ...args], environment, onLine }: RoleOptions, onReady: () => void) {
  const child = spawn(file, args, { env: environment, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  let isOver = false;
  const over = (how: string) => {
    isOver = true;
    killGroup(child.pid);
    resolve(how);
  };
  child.once("error", (error) => over(error.message));
  child.once("exit", (code, signal) => over(signal ?? `exit code ${code}`));
  child.on("message", (message: RoleMessage) => message.type === "ready" && onReady());
  eachLine(child.stdout, (line) => onLine(line, "stdout"));
  eachLine(child.stderr, (line) => onLine(line, "stderr"));

  return {
    pid: child.pid,
    ended,
    async drain(patienceMs: number) {
      if (isOver) return;
      const request: DrainRequest = { type: "drain", patienceMs };
      if (child.connected) child.send(request, () => {}); // an error here means that it is gone already
      const killing = setTimeout(() => killGroup(child.pid), patienceMs + 1_000);
      await ended;
      clearTimeout(killing);
    },
  };
}

function killGroup(pid: number | undefined) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

const eachLine = (stream: Readable | null, use: (line: string) => void) =>
  stream && createInterface({ input: stream }).on("line", use);
