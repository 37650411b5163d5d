import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { z } from "zod";

/** What the setup of a new platform leaves for its operator to read once. */
export const Administrator = z.object({ username: z.string(), password: z.string() });
export type Administrator = z.infer<typeof Administrator>;

export interface TaskOptions {
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs a role that ends by itself; throws with its last words when it fails. Returns what it sent. */
export async function runTask({
  command: [file, ...args],
  environment,
  onLine,
  signal,
}: TaskOptions): Promise<unknown> {
  const child = spawn(file, args, { env: environment, detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const lastLines: string[] = [];
  let answer: unknown;
  child.on("message", (message) => {
    answer = message;
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      onLine(line);
    });
  }
  const end = () => child.kill("SIGTERM");
  signal?.addEventListener("abort", end, { once: true });
  const [code, killedBy] = await once(child, "close");
  signal?.removeEventListener("abort", end);
  if (code !== 0)
    throw new Error(`${args.at(-1)} failed (${killedBy ?? `exit code ${code}`}):\n${lastLines.join("\n")}`);
  return answer;
}
