import { findRevision, listTree } from "@/server/git";
import { type Ctx, enqueue } from "@/server/kernel";
import { contentOf, sizeOf } from "../files/open-repo-file";
import { scanFiles } from "../jobs";
import { withNamespace } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { findRepoById } from "../repositories/store";
import { lookInto, lostAsNull, type Reads } from "./look-into";
import { findFileScans, listUnscanned, putFileScan, putRepoScan } from "./store";
import { isEnough, isModelName, SCANNER_VERSION } from "./verdict";

/*
 * Scans live in `hub`, not in `moderation`: they read repositories and objects, which lie above that tier, and whoever
 * hands a file out (listings, downloads, LFS, Xet) has to ask for the verdict from below.
 */

const MAX_FILES = 20_000;
const MAX_REFS = 50;
const BATCH = 100;

interface Asked {
  readonly repoId: string;
  readonly refs: readonly string[];
  readonly since: string | null;
}

/** Longer nobody has to wait for the scan of one repository: what is left of it goes to the end of the line. */
const SLICE_MS = 2 * 60_000;

/**
 * Looks into the files of these refs, each content once. A report is kept as soon as it is there, so that a run that was
 * cut off goes on where it was. Safe to run twice and side by side.
 */
export async function scanFilesNow(ctx: Reads, { repoId, refs, since }: Asked, signal: AbortSignal): Promise<void> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, repoId));
  if (!repo) return;
  const head = `refs/heads/${repo.defaultBranch}`;
  const until = ctx.now().getTime() + SLICE_MS;
  const wanted = [...new Set(refs)].slice(0, MAX_REFS);
  for (const [index, ref] of wanted.entries()) {
    const commit = (await findRevision(ctx, repoId, ref))?.commit;
    if (commit === undefined) continue;
    const end = await scanTree(ctx, repo, { commit, since, signal, until });
    if (end === "late") return enqueue(ctx, scanFiles, { payload: { repoId, refs: wanted.slice(index), since } });
    if (end === "done" && ref === head) await putRepoScan(ctx, { repoId, commit, version: SCANNER_VERSION });
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
  /** Milliseconds since 1970 at which it stops after the next file. */
  readonly until: number;
}

/** Whether every file of the tree has a report now, the bytes of some are not there, or there was no time for all. */
async function scanTree(ctx: Reads, repo: Repository, tree: Tree): Promise<"done" | "incomplete" | "late"> {
  const { signal, until } = tree;
  let [isComplete, isLate] = [true, false];
  for await (const { oid, entry } of filesToLookAt(ctx, repo, tree)) {
    signal.throwIfAborted();
    if (isLate) return "late";
    const content = { placeId: repo.id, oid, size: sizeOf(entry), path: entry.path };
    const report = await lookInto(ctx, content, signal).catch(lostAsNull);
    if (report === null) {
      isComplete = false;
      continue;
    }
    await putFileScan(ctx, { oid, version: SCANNER_VERSION, report });
    isLate = ctx.now().getTime() > until;
  }
  return isComplete ? "done" : "incomplete";
}

/** Files of the tree whose content has no report that is fresh enough, each content once. */
async function* filesToLookAt(ctx: Reads, repo: Repository, { commit, since }: Tree) {
  const { items } = await listTree(ctx, repo.id, { commit, recursive: true, limit: MAX_FILES });
  // What is behind the name of a symbolic link is handed out as a file, too.
  const files = items.filter(({ kind }) => kind === "file" || kind === "symlink");
  // Of several names of one content, the one that promises most decides how closely it is looked at.
  const ordered = files.toSorted((a, b) => Number(isModelName(a.path)) - Number(isModelName(b.path)));
  const contents = [...new Map(ordered.map((entry) => [contentOf(entry), entry]))];
  for (let start = 0; start < contents.length; start += BATCH) {
    const batch = contents.slice(start, start + BATCH);
    const known = await findFileScans(
      ctx,
      batch.map(([oid]) => oid),
    );
    for (const [oid, entry] of batch) {
      const row = known.get(oid);
      const isFresh = row?.version === SCANNER_VERSION && (since === null || row.scannedAt >= new Date(since));
      if (!(isFresh && isEnough(row.format, entry.path))) yield { oid, entry };
    }
  }
}
