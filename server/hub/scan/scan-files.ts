import { findRevision, listTree, readBlob, type TreeEntry } from "@/server/git";
import { type Ctx, DomainError, enqueue } from "@/server/kernel";
import type { ScanReport } from "../contract/scan";
import { contentOf, openRepoFile, sizeOf } from "../files/open-repo-file";
import { scanFiles } from "../jobs";
import { withNamespace } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { findRepoById } from "../repositories/store";
import { formats } from "./scanner/formats";
import { bufferSource, type Source } from "./scanner/source";
import { findFileScans, listUnscanned, putFileScan, putRepoScan } from "./store";
import { isEnough, isModelName, SCANNER_VERSION } from "./verdict";

/*
 * Scans live in `hub`, not in `moderation`: they read repositories and objects, which lie above that tier, and whoever
 * hands a file out (listings, downloads, LFS, Xet) has to ask for the verdict from below.
 */

const MAX_FILES = 20_000;
const MAX_REFS = 50;
const BATCH = 100;
const HEAD_BYTES = 512;
/** Larger files belong into LFS, where a part can be read without what is in front of it. */
const MAX_BLOB_BYTES = 64 * 1024 ** 2;

type Reads = Ctx<"repositories" | "objects" | "scanner">;

interface Asked {
  readonly repoId: string;
  readonly refs: readonly string[];
  readonly since: string | null;
}

/**
 * Looks into the files of these refs, each content once. A report is kept as soon as it is there, so that a run that was
 * cut off goes on where it was. Safe to run twice and side by side.
 */
export async function scanFilesNow(ctx: Reads, { repoId, refs, since }: Asked, signal: AbortSignal): Promise<void> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, repoId));
  if (!repo) return;
  const head = `refs/heads/${repo.defaultBranch}`;
  for (const ref of new Set(refs.slice(0, MAX_REFS))) {
    const commit = (await findRevision(ctx, repoId, ref))?.commit;
    if (commit === undefined) continue;
    const isDone = await scanTree(ctx, repo, { commit, since, signal });
    if (isDone && ref === head) await putRepoScan(ctx, { repoId, commit, version: SCANNER_VERSION });
  }
}

/** What a crash, a full queue or an older scanner left. */
export async function scanWhatIsLeft(ctx: Ctx, signal: AbortSignal): Promise<void> {
  for (let after: string | null = null; !signal.aborted; ) {
    const batch: Awaited<ReturnType<typeof listUnscanned>> = await listUnscanned(ctx.db, {
      version: SCANNER_VERSION,
      after,
      limit: BATCH,
    });
    for (const { id, defaultBranch } of batch) {
      const payload = { repoId: id, refs: [`refs/heads/${defaultBranch}`], since: null };
      await enqueue(ctx, scanFiles, { payload, key: id });
    }
    after = batch.at(-1)?.id ?? null;
    if (after === null) return;
  }
}

interface Tree {
  readonly commit: string;
  readonly since: string | null;
  readonly signal: AbortSignal;
}

/** Whether every file of the tree has a report now. */
async function scanTree(ctx: Reads, repo: Repository, { commit, since, signal }: Tree): Promise<boolean> {
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_FILES });
  const files = items.filter(({ kind }) => kind === "file");
  // Of several names of one content, the one that promises most decides how closely it is looked at.
  const ordered = files.toSorted((a, b) => Number(isModelName(a.path)) - Number(isModelName(b.path)));
  const contents = [...new Map(ordered.map((entry) => [contentOf(entry), entry]))];
  let isComplete = true;
  for (let start = 0; start < contents.length; start += BATCH) {
    const batch = contents.slice(start, start + BATCH);
    const known = await findFileScans(
      ctx,
      batch.map(([oid]) => oid),
    );
    for (const [oid, entry] of batch) {
      signal.throwIfAborted();
      const row = known.get(oid);
      const isFresh = row?.version === SCANNER_VERSION && (since === null || row.scannedAt >= new Date(since));
      if (isFresh && isEnough(row.format, entry.path)) continue;
      const report = await scanEntry(ctx, { repo, entry }, signal).catch(lostAsNull);
      if (report === null) isComplete = false;
      else await putFileScan(ctx, { oid, version: SCANNER_VERSION, report });
    }
  }
  return isComplete;
}

/** Bytes that never came, or that the store has lost, can be looked at when they are there. */
function lostAsNull(error: unknown): null {
  if (error instanceof DomainError && (error.code === "not_found" || error.reason === "object_lost")) return null;
  throw error;
}

interface Looked {
  readonly repo: Repository;
  readonly entry: TreeEntry;
}

async function scanEntry(ctx: Reads, { repo, entry }: Looked, signal: AbortSignal): Promise<ScanReport> {
  const size = sizeOf(entry);
  if (!entry.lfs && size > MAX_BLOB_BYTES) return { format: "unread", reason: "too_large", findings: [] };
  const read = entry.lfs ? readerOfObject(ctx, repo, entry) : await readerOfBlob(ctx, repo, entry);
  const head = size > 0 ? await read(0, Math.min(size, HEAD_BYTES)) : Buffer.alloc(0);
  if (!isModelName(entry.path) && !mayBeModel(head, size)) return { format: "other", reason: null, findings: [] };
  return ctx.live.scanner.scan({ size, path: entry.path, read }, signal);
}

type Read = (start: number, length: number) => Promise<Buffer>;

const readerOfObject =
  (ctx: Reads, repo: Repository, entry: TreeEntry): Read =>
  async (start, length) => {
    const chunks: Uint8Array[] = [];
    const range = { start, end: start + length - 1 };
    for await (const chunk of await openRepoFile(ctx, repo, { entry, range })) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

async function readerOfBlob(ctx: Reads, repo: Repository, { oid }: TreeEntry): Promise<Read> {
  const bytes = await readBlob(ctx, repo.id, { oid, maxBytes: MAX_BLOB_BYTES });
  return async (start, length) => bytes.subarray(start, start + length);
}

/** How a pickle of protocol 0 or 1 would import something, near its beginning. */
const IMPORT = /[ci][\w.]+\r?\n[\w.]+\r?\n|\x93/;

/** Whether bytes whose name promises no model deserve a closer look. */
function mayBeModel(head: Buffer, size: number): boolean {
  const source: Source = { ...bufferSource(head), size };
  return formats.some((format) => format.matches(head, source)) || IMPORT.test(head.toString("latin1"));
}
