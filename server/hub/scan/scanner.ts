import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { createTurnstile, DomainError, type Turnstile } from "@/server/kernel";
import { ScanReport } from "../contract/scan";
import { jsonIn } from "../formats/json-in";

interface Config {
  /** Bundle of `scanner/scanner.worker.ts`. */
  readonly program: string;
  /** Wall clock; 15 minutes unless told. */
  readonly timeoutMs?: number;
}

interface Content {
  readonly size: number;
  /** Path in a repository: its ending says what people take the file for. */
  readonly path: string;
  /** Bytes `start` to `start + length - 1`. What it throws ends the scan and is thrown. */
  readonly read: (start: number, length: number) => Promise<Buffer>;
}

/** Looks into model files in a process that has no rights. */
export interface Scanner {
  /** What is in the bytes. A process that ends without an answer makes a report with the reason `stopped`. */
  scan(content: Content, signal: AbortSignal): Promise<ScanReport>;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly scanner: Scanner;
  }
}

const MAX_READ = 256 * 1_024;
const MAX_LINE = 1024 ** 2;
const HEAP_MIB = 256;
const PLACES = 2;

const Message = z.union([
  z.strictObject({ read: z.tuple([z.int().min(0), z.int().min(1).max(MAX_READ)]) }),
  z.strictObject({ report: ScanReport }),
]);

const STOPPED: ScanReport = { format: "unread", reason: "stopped", findings: [] };

/**
 * The process is told nothing but a size and a name, gets the bytes that it asks for, and may do nothing else: no file
 * but its own program, no network, no thread, no process, no variable of the environment.
 */
export function createScanner({ program, timeoutMs = 15 * 60_000 }: Config): Scanner {
  const places: Turnstile = createTurnstile({
    places: PLACES,
    longestLine: 1_000,
    refuse: () => new DomainError("unavailable", "Too many files are being scanned"),
  });
  // The build shares code between programs: its chunks lie at the root of the bundles, and nothing else is called so.
  const chunks = join(dirname(program), "..", "..", "..", "chunk-*");
  const rights = [
    "--permission",
    ...[program, chunks].map((path) => `--allow-fs-read=${path}`),
    `--max-old-space-size=${HEAP_MIB}`,
  ];
  const start = ({ size, path }: Content) =>
    spawn(process.execPath, [...rights, "--no-warnings", program, String(size), path.slice(-200)], {
      env: {} as NodeJS.ProcessEnv, // nothing at all, also not what Node is used to
      cwd: "/",
      stdio: ["pipe", "pipe", "ignore"],
    });
  return {
    scan: (content, signal) =>
      places.pass(async () => {
        const child = start(content);
        const stop = () => child.kill("SIGKILL");
        const clock = setTimeout(stop, timeoutMs);
        signal.addEventListener("abort", stop);
        const ended = once(child, "exit");
        try {
          const report = await converse(child, content);
          signal.throwIfAborted();
          return report ?? STOPPED;
        } finally {
          clearTimeout(clock);
          signal.removeEventListener("abort", stop);
          stop();
          await ended;
        }
      }),
  };
}

/** Answers questions until there is a report; `null` when the process ends without one, or says what it may not say. */
async function converse(
  { stdin, stdout }: ChildProcessByStdio<Writable, Readable, null>,
  { size, read }: Content,
): Promise<ScanReport | null> {
  stdin.on("error", () => {}); // a process that ended reads nothing more, and its output ends as well
  for await (const line of linesOf(stdout)) {
    const message = Message.safeParse(jsonIn(line)).data;
    if (!message) return null;
    if ("report" in message) return message.report;
    const [start, length] = message.read;
    if (start + length > size) return null;
    stdin.write(await read(start, length));
  }
  return null;
}

/** Whole lines; ends at one that is too long. */
async function* linesOf(output: Readable): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of output) {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > MAX_LINE) return;
  }
}
