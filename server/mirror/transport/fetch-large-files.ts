import { largestObject, putObject } from "@/server/content";
import type { Ctx } from "@/server/kernel";
import { askBatch, BATCH, type LargeFile } from "./ask-batch";
import { download } from "./download";
import { inLanes } from "./in-lanes";
import { createReport, type LargeFileProgress, type LargeFileReport } from "./large-file-report";
import { largeFilesBehind } from "./large-files-behind";
import type { Remote } from "./remote";

interface FetchFiles {
  readonly remote: Remote;
  readonly repoId: string;
  /** Commits that are here: every large file in their history is brought. */
  readonly commits: readonly string[];
  /** Files at these paths stay pointers. */
  readonly skip?: (path: string) => boolean;
  readonly signal: AbortSignal;
  /** Called for every piece of every file. */
  readonly onProgress?: (progress: LargeFileProgress) => void;
}

/**
 * Brings the large files that commits stand for and this repository has not got, by Git LFS; each is verified before the
 * repository has it, and kept when a later one fails. What is wrong with single files is told, not thrown. Throws the
 * reasons of `TransportReason` for the remote as a whole, and `unavailable` (`disk_full`).
 */
export async function fetchLargeFiles(
  ctx: Ctx<"repositories" | "objects">,
  { remote, onProgress, ...histories }: FetchFiles,
): Promise<LargeFileReport> {
  const { repoId, signal } = histories;
  const all = await largeFilesBehind(ctx, histories);
  const largest = await largestObject(ctx);
  const missing = all.filter(({ here }) => here === undefined);
  const wanted = missing.filter(({ size }) => size <= largest);
  const counts = createReport(wanted, onProgress);
  for (const file of all) {
    if (file.here === undefined && file.size > largest) counts.fail(file, `Files have at most ${largest} bytes here`);
    if (file.here !== undefined && file.here !== file.size) counts.fail(file, `The file has ${file.here} bytes`);
  }
  for (let start = 0; start < wanted.length; start += BATCH) {
    const files = wanted.slice(start, start + BATCH);
    const question = { remote, operation: "download", transfers: ["basic"], files, signal } as const;
    const { objects } = await askBatch(ctx, question);
    await inLanes(files, signal, async (file: LargeFile, signal) => {
      const body = download(ctx, { remote, file, answered: objects.get(file.oid), signal, onBytes: counts.moved });
      try {
        await putObject(ctx, { repoId, oid: file.oid, size: file.size, body });
        counts.done();
      } catch (error) {
        signal.throwIfAborted();
        counts.failWith(file, error);
      }
    });
  }
  return counts.report();
}
