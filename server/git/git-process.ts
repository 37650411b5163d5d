import { type ChildProcess, type IOType, spawn } from "node:child_process";
import type { Duplex, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gitError } from "./git-error";

/** One invocation. Arguments are an array: nothing passes through a shell. */
export interface GitCall {
  readonly args: readonly string[];
  /** Bytes for standard input; of those that come one after the other, every one must arrive. */
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly env?: Readonly<Record<string, string>>;
  /** Killed after this long; 60 seconds unless told. */
  readonly timeoutMs?: number;
  /** Killed when it prints more; 64 MiB unless told. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Git said no. What it means depends on the command, so callers translate it; uncaught it is a bug. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  /** By name: the pages and the server are bundled apart, so the one that throws has another class than the one that asks. */
  static override [Symbol.hasInstance](thrown: unknown): thrown is GitFailure {
    return thrown instanceof Error && thrown.name === "GitFailure";
  }

  constructor(
    readonly command: string,
    readonly exitCode: number | null,
    readonly output: string,
  ) {
    super(`git ${command} ended with ${exitCode}: ${output.slice(0, 500)}`);
  }
}

/** These hold all files of a tree in memory, and a few kilobytes of folders can unfold to any number of files. */
const UNFOLDING = new Set(["blame", "diff-tree", "grep", "log", "merge-tree", "read-tree"]);
/** A tree of a million files takes 300 MB. The files of packs, which git only maps, do not count. */
const MAX_MEMORY_KIB = 512 * 1_024;
/** The words behind it are the program and its arguments: the shell puts itself under a limit and becomes them. */
const LIMITED = ["-c", `ulimit -d ${MAX_MEMORY_KIB}; exec "$@"`, "sh", "git"];

/** Starts git in the repository. Extra descriptors (3, 4) are opened for hooks when asked for. */
export function startGit({ folder, env }: Place, call: GitCall, extraPipes: 0 | 2 = 0): ChildProcess {
  const pipes = Array.from({ length: 3 + extraPipes }, (): IOType => "pipe");
  const isLimited = UNFOLDING.has(call.args[0] ?? "");
  const [program, args] = isLimited ? ["/bin/sh", [...LIMITED, ...call.args]] : ["git", [...call.args]];
  return spawn(program, args, { cwd: folder, env: { ...env, ...call.env } as NodeJS.ProcessEnv, stdio: pipes });
}

/** SIGTERM first, so that git removes its lock files; SIGKILL when it does not listen. */
export function stopGit(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const last = setTimeout(() => child.kill("SIGKILL"), 5_000);
  last.unref();
  child.once("exit", () => clearTimeout(last));
}

/**
 * What git prints, as it comes; reading slowly makes git wait. Stopping to read kills it.
 * Throws `GitFailure`, `unavailable` (`git_timeout`) after `timeoutMs`, or `too_large` (`too_many_files`).
 */
export async function* streamGit(place: Place, call: GitCall): AsyncGenerator<Buffer> {
  const child = startGit(place, call);
  const exit = watchExit(child, call);
  const written = writeInput(child, call.input);
  written.catch(() => undefined);
  try {
    for await (const chunk of child.stdout as Readable) yield chunk as Buffer;
    await exit.ended;
    await written;
  } finally {
    exit.forget();
    stopGit(child);
  }
}

/** Everything git prints. */
export async function runGit(place: Place, call: GitCall): Promise<Buffer> {
  const { maxBytes = 64 * 1_024 * 1_024 } = call;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamGit(place, call)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw gitError("too_large", "There is too much to show at once");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What git and the C library say for ENOSPC and EDQUOT; git runs in the C locale. */
const FULL = /No space left on device|Disk quota exceeded|Out of diskspace/;

const OUT_OF_MEMORY = /out of memory/i;

function failureOf(cause: GitFailure): Error {
  if (FULL.test(cause.output)) return gitError("unavailable", "The disk is full", { reason: "disk_full", cause });
  if (!OUT_OF_MEMORY.test(cause.output)) return cause;
  return gitError("too_large", "There are too many files to look at together", { reason: "too_many_files", cause });
}

/** The extra descriptors of a child that was started with them. */
export const extraPipesOf = (child: ChildProcess) => ({
  /** What the hook asks. */
  question: child.stdio[3] as Duplex,
  /** What the hook is told. */
  verdict: child.stdio[4] as Duplex,
});

/** Resolves when git ended well and rejects when it did not; call `forget` when nobody waits any more. */
export function watchExit(child: ChildProcess, { args, signal, timeoutMs = 60_000 }: GitCall) {
  let complaint = "";
  let isLate = false;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    if (complaint.length < 8_192) complaint += text;
  });
  const late = setTimeout(() => {
    isLate = true;
    stopGit(child);
  }, timeoutMs);
  const onAbort = () => stopGit(child);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  const forget = () => {
    clearTimeout(late);
    signal?.removeEventListener("abort", onAbort);
  };
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      forget();
      if (code === 0) resolve();
      else if (isLate) reject(gitError("unavailable", "Git took too long", { reason: "git_timeout" }));
      else reject(failureOf(new GitFailure(args[0] ?? "", code, complaint)));
    });
  });
  ended.catch(() => undefined);
  return { ended, forget };
}

async function writeInput({ stdin }: ChildProcess, input: GitCall["input"]): Promise<void> {
  // A command that ends before it has read everything is judged by its exit code.
  stdin?.on("error", () => undefined);
  if (!stdin || typeof input !== "object" || input instanceof Uint8Array) stdin?.end(input);
  else await pipeline(input, stdin);
}
