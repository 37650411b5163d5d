import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

export interface LogLine {
  readonly phase?: string;
  readonly port?: number;
  readonly fatal?: { readonly code: string; readonly message: string };
  readonly request?: {
    readonly id: string;
    readonly route: string;
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly aborted: boolean;
  };
}

/** A runtime as its own process; `lines` grows while it lives. */
export interface Runtime {
  readonly process: ChildProcess;
  readonly lines: readonly LogLine[];
  readonly url: string;
  /** Waits for the first line that fits; rejects when the runtime has ended without it, or after a minute. */
  find(fits: (line: LogLine) => boolean): Promise<LogLine>;
  stop(): Promise<number | null>;
}

/** Starts the installed pack on a free port and waits until /health says ok. */
export async function startRuntime(pack: string, model: string, ...options: readonly string[]): Promise<Runtime> {
  const { child, lines } = launch(pack, ["--model", model, "--port", "0", "--threads", "1", ...options]);
  const find = async (fits: (line: LogLine) => boolean) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await setTimeout(20)) {
      const hasEnded = child.stdout.closed;
      const line = lines.find(fits);
      if (line) return line;
      if (hasEnded) break;
    }
    throw new Error(`No such line among ${JSON.stringify(lines)}`);
  };
  const { port } = await find((line) => line.phase === "starting");
  const url = `http://127.0.0.1:${port}`;
  await find((line) => line.phase === "ready");
  const stop = async () => {
    if (child.exitCode !== null) return child.exitCode;
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    return code;
  };
  return { process: child, lines, url, find, stop };
}

/** Starts the pack where it must fail; returns how it ended and the cause that it printed last. */
export async function failedStart(pack: string, ...options: readonly string[]) {
  const { child, lines } = launch(pack, options);
  const [code] = await once(child, "close");
  return { exitCode: code, cause: lines.at(-1)?.fatal?.code };
}

function launch(pack: string, options: readonly string[]) {
  const child = spawn(process.execPath, [join(pack, "main.mjs"), ...options], { stdio: ["ignore", "pipe", "ignore"] });
  const lines: LogLine[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line)));
  return { child, lines };
}
