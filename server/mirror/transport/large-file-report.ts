import { DomainError } from "@/server/kernel";
import type { LargeFile } from "./ask-batch";
import { transportError } from "./transport-error";

export interface LargeFileFailure {
  readonly oid: string;
  readonly path: string;
  /** What is wrong with it, in words. */
  readonly message: string;
}

/** How far it is: of the files that the other side has not got. */
export interface LargeFileProgress {
  readonly files: number;
  readonly bytes: number;
  readonly ofFiles: number;
  readonly ofBytes: number;
}

export interface LargeFileReport extends LargeFileProgress {
  /** Files that did not come or go; the others did. */
  readonly failures: readonly LargeFileFailure[];
}

type OnProgress = ((progress: LargeFileProgress) => void) | undefined;

/** So many say that something else is wrong than the files. */
const MAX_FAILURES = 1_000;

/** Counts what has moved, and keeps what has not, for a person to read. */
export function createReport(of: readonly LargeFile[], onProgress: OnProgress) {
  const failures: LargeFileFailure[] = [];
  const ofBytes = of.reduce((sum, { size }) => sum + size, 0);
  let files = 0;
  let bytes = 0;
  const progress = () => ({ files, bytes, ofFiles: of.length, ofBytes });
  const fail = ({ oid, path }: LargeFile, message: string) => {
    failures.push({ oid, path, message });
    if (failures.length > MAX_FAILURES) {
      throw transportError("remote_failed", `More than ${MAX_FAILURES} large files failed, as ${path}: ${message}`);
    }
  };
  return {
    moved(more: number) {
      bytes += more;
      onProgress?.(progress());
    },
    done() {
      files += 1;
      onProgress?.(progress());
    },
    fail,
    /** A file that failed is told; what concerns all of them is thrown on. */
    failWith(file: LargeFile, error: unknown) {
      if (!(error instanceof DomainError) || error.reason === "disk_full") throw error;
      fail(file, error.message);
    },
    report: (): LargeFileReport => ({ ...progress(), failures }),
  };
}
