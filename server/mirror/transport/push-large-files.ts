import { setTimeout as sleep } from "node:timers/promises";
import { type Ctx, DomainError } from "@/server/kernel";
import { askBatch, BATCH, type LargeFile } from "./ask-batch";
import { inLanes } from "./in-lanes";
import { createReport, type LargeFileProgress, type LargeFileReport } from "./large-file-report";
import { largeFilesBehind } from "./large-files-behind";
import type { Remote } from "./remote";
import { transportError } from "./transport-error";
import { upload } from "./upload";
import type { AnsweredObject } from "./wire";

interface PushFiles {
  readonly remote: Remote;
  readonly repoId: string;
  /** Commits that are here: every large file in their history is offered. */
  readonly commits: readonly string[];
  readonly signal: AbortSignal;
  /** Called for every piece of every file. */
  readonly onProgress?: (progress: LargeFileProgress) => void;
}

type Batch = Awaited<ReturnType<typeof askBatch>>;

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;

/**
 * Sends the large files that commits stand for to a remote, by Git LFS; what is there already is not sent again. Call it
 * before `pushRefs`: hubs refuse pointers to what they have not got. What is wrong with single files is told, not thrown.
 * Throws the reasons of `TransportReason` for the remote as a whole.
 */
export async function pushLargeFiles(
  ctx: Ctx<"repositories" | "objects">,
  { remote, onProgress, ...histories }: PushFiles,
): Promise<LargeFileReport> {
  const { repoId, signal } = histories;
  const all = await largeFilesBehind(ctx, histories);
  const ours = all.filter(({ size, here }) => here === size);
  const counts = createReport(ours, onProgress);
  for (const file of all) if (file.here !== file.size) counts.fail(file, "This file is not here");
  const ask = (files: readonly LargeFile[]) =>
    askBatch(ctx, { remote, operation: "upload", transfers: ["multipart", "basic"], files, signal });
  for (let start = 0; start < ours.length; start += BATCH) {
    const files = ours.slice(start, start + BATCH);
    const first = await ask(files);
    await inLanes(files, signal, async (file: LargeFile, signal) => {
      try {
        await send(ctx, { remote, repoId, file, first, again: () => ask([file]), signal, onBytes: counts.moved });
        counts.done();
      } catch (error) {
        signal.throwIfAborted();
        counts.failWith(file, error);
      }
    });
  }
  return counts.report();
}

interface Sending {
  readonly remote: Remote;
  readonly repoId: string;
  readonly file: LargeFile;
  readonly first: Batch;
  readonly again: () => Promise<Batch>;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** A connection that broke is tried again from the beginning, with links that are new. */
async function send(ctx: Ctx<"objects">, { first, again, ...sending }: Sending): Promise<void> {
  let batch = first;
  for (let attempt = 1; ; attempt++) {
    try {
      const object = acceptedOf(sending.file, batch.objects.get(sending.file.oid));
      return await upload(ctx, { ...sending, object });
    } catch (error) {
      const isTransient = error instanceof DomainError && error.code === "unavailable";
      if (attempt === ATTEMPTS || !isTransient) throw error;
    }
    await sleep(FIRST_WAIT_MS * 2 ** attempt, undefined, { signal: sending.signal });
    batch = await again();
  }
}

/** An object without actions is there already. */
function acceptedOf({ oid }: LargeFile, object: AnsweredObject | undefined): AnsweredObject {
  if (object && !object.error) return object;
  const said = object?.error ? `${object.error.code ?? ""} ${object.error.message ?? ""}`.trim() : "nothing";
  throw transportError("remote_refused", `The remote does not take this file (${oid}); it says: ${said.slice(0, 300)}`);
}
