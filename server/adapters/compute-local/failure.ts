import type { Failure, FailureCode } from "@/server/ports/compute-backend";
import type { Exit } from "./state";

/** The words of a pack's last line `{"fatal": {code, message}}`, as the platform's own. */
const FATAL: Readonly<Record<string, FailureCode>> = {
  out_of_memory: "host_oom",
  corrupt_file: "corrupt_file",
  unsupported_model: "arch_unsupported",
  invalid_configuration: "config",
  port_taken: "port",
  load_failed: "load_failed",
  disk_full: "disk_full",
};

/** By exit code, as a shell tells it: 128 + signal. 78 is EX_CONFIG of sysexits.h. */
const EXITS: ReadonlyMap<number, readonly [FailureCode, string]> = new Map([
  [78, ["config", "The program refused its configuration"]],
  [126, ["config", "The program could not be started"]],
  [127, ["config", "The program was not found"]],
  [134, ["abort", "The program aborted itself"]],
  [137, ["killed", "The process was killed"]],
  [139, ["crash_sigsegv", "The program crashed (segmentation fault)"]],
]);

/** Why an attempt is over; `null` stands for an end that nobody saw. */
export function failureOf(exit: Exit | null): Failure {
  if (exit === null) return { code: "lost", message: "The process has disappeared", exitCode: null };
  const { exitCode } = exit;
  if (exit.error !== null) return { code: "config", message: `The program did not start: ${exit.error}`, exitCode };
  if (exit.fatal) {
    const code = FATAL[exit.fatal.code] ?? "crashed";
    return { code, message: exit.fatal.message.slice(0, 2_000), exitCode };
  }
  if (exit.oomKills > 0 && exitCode === 137) {
    return { code: "host_oom", message: "The machine ran out of memory and ended the process", exitCode };
  }
  const [code, message] = EXITS.get(exitCode ?? 0) ?? ["crashed", `The program ended with exit code ${exitCode}`];
  return { code, message, exitCode };
}

/** Starting again would end the same way. */
const HOPELESS: ReadonlySet<FailureCode> = new Set(["corrupt_file", "arch_unsupported", "config"]);

const WINDOW_MS = 10 * 60_000;
const MAX_FAILURES = 5;
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait before the next attempt; `null` says to give up.
 * Five failures in ten minutes are too many; a port that was taken meanwhile costs no waiting.
 */
export function delayBeforeRetry(code: FailureCode, failedAt: readonly Date[], firstDelayMs: number): number | null {
  if (HOPELESS.has(code)) return null;
  const latest = failedAt.at(-1)?.getTime() ?? 0;
  const recent = failedAt.filter((at) => latest - at.getTime() < WINDOW_MS).length;
  if (recent >= MAX_FAILURES) return null;
  if (code === "port") return 0;
  return Math.min(firstDelayMs * 2 ** Math.max(0, recent - 1), LONGEST_DELAY_MS);
}
