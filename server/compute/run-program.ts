import { spawn } from "node:child_process";
import { once } from "node:events";

interface Program {
  /** Without a shell. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends the program and everything it started. */
  readonly signal: AbortSignal;
}

const KEPT = 4_000;

/** Waits for the end; `output` is the last of what it printed. `exitCode` is `null` when a signal ended it. */
export async function runProgram({ argv, cwd, env, signal }: Program) {
  signal.throwIfAborted();
  const [command = "", ...args] = argv;
  const child = spawn(command, args, {
    cwd,
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT);
    });
  }
  const end = () => endGroup(child.pid);
  signal.addEventListener("abort", end, { once: true });
  try {
    const [exitCode] = await once(child, "close");
    signal.throwIfAborted();
    return { exitCode: typeof exitCode === "number" ? exitCode : null, output };
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
