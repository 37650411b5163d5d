import { pathPattern } from "@/server/hub";
import { refusal } from "./refusal";
import type { RunWatch } from "./run-watch";
import type { LargeFileProgress, LargeFileReport } from "./transport";

/** So many times single files are waited for; after that the rest is told and goes on without them. */
const PATIENT_ATTEMPTS = 2;
const MAX_TOLD = 5;

/** Whether a large file at this path stays where it is. */
export function skipOf(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) => pathPattern(pattern, ""));
  return (path) => matchers.some((matches) => matches(path));
}

/** Writes into the row of a run how far its large files are. */
export const tellFiles =
  ({ report }: RunWatch) =>
  ({ files, bytes, ofFiles, ofBytes }: LargeFileProgress): void =>
    report({ step: "files", filesDone: files, bytesDone: bytes, filesTotal: ofFiles, bytesTotal: ofBytes });

/**
 * What is to be told of large files that did not move; `null` when all did. Throws `unavailable` (`files_incomplete`)
 * in the first attempts: what broke on the way may pass.
 */
export function missingFiles({ failures, ofFiles }: LargeFileReport, attempt: number): string | null {
  if (failures.length === 0) return null;
  const told = failures.slice(0, MAX_TOLD).map(({ path, message }) => `${path}: ${message}`);
  const text = `${failures.length} of ${ofFiles} large files did not move. ${told.join("; ")}`;
  if (attempt > PATIENT_ATTEMPTS) return text;
  throw refusal("unavailable", text, "files_incomplete");
}
