import { atomically, type Ctx, DomainError, enqueue, nullWhenNotFound } from "@/server/kernel";
import type { TensorComparison } from "../contract/weights";
import { openRepoFile, type RepoFile, statRepoFile } from "../files/open-repo-file";
import type { Tensor } from "../formats/file-bytes";
import { hashTensors as hashTensorsJob } from "../jobs";
import { withNamespace } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";
import { findRepoById } from "../repositories/store";
import { readHeader, requireHeaderFormat } from "./file-header";
import { hashTensors } from "./hash-tensors";
import { claimTensorHashes, findTensorHashes, type HashRow, putTensorHashes } from "./store/tensor-hashes";
import type { Hashes } from "./tensor-comparison";

/** Values of larger files are not compared: reading them takes too long. */
const MAX_BYTES = 32 * 1_024 ** 3;

/** A file at a commit, with its tensors. */
export interface TensorFile {
  readonly commit: string;
  readonly path: string;
  readonly file: RepoFile;
  readonly tensors: readonly Tensor[];
}

interface Values {
  readonly state: TensorComparison["valueState"];
  readonly before: Hashes;
  readonly after: Hashes;
}

/** The hashes of the tensors of both files; those that nobody knows are worked out by a job, once for each content. */
export async function valuesOf(
  ctx: Ctx,
  repo: Repository,
  { before, after }: { readonly before: TensorFile; readonly after: TensorFile },
): Promise<Values> {
  const unknown = (state: Values["state"]): Values => ({ state, before: null, after: null });
  if (before.tensors.length === 0 || after.tensors.length === 0) return unknown("none");
  if (before.file.etag === after.file.etag) return unknown("compared");
  if (Math.max(before.file.size, after.file.size) > MAX_BYTES) return unknown("too_large");
  const rows = await findTensorHashes(ctx, [before.file.etag, after.file.etag]);
  const [old, now] = [rows.get(before.file.etag), rows.get(after.file.etag)];
  if (old?.status === "ready" && now?.status === "ready") {
    return { state: "compared", before: namedBy(before.tensors, old), after: namedBy(after.tensors, now) };
  }
  const started = await Promise.all([before, after].map((side) => start(ctx, repo, side)));
  const hasFailed = [old, now].some((row, index) => row?.status === "failed" && !started[index]);
  return unknown(hasFailed ? "failed" : "waiting");
}

const namedBy = (tensors: readonly Tensor[], { hashes }: HashRow): Hashes =>
  new Map(tensors.map(({ name }, index) => [name, hashes[index] ?? ""]));

const start = (ctx: Ctx, repo: Repository, { commit, path, file }: TensorFile): Promise<boolean> =>
  atomically(ctx, async (ctx) => {
    const isNew = await claimTensorHashes(ctx, file.etag);
    if (isNew) {
      const payload = { repoId: repo.id, commit, path };
      await enqueue(ctx, hashTensorsJob, { payload, key: file.etag });
    }
    return isNew;
  });

interface Place {
  readonly repoId: string;
  readonly commit: string;
  readonly path: string;
}

/** Reads a file once and keeps what its tensors hash to. Safe to run twice. */
export async function recordTensorHashes(
  ctx: Ctx<"repositories" | "objects">,
  { repoId, ...place }: Place,
  signal: AbortSignal,
): Promise<void> {
  const repo = await withNamespace(ctx, await findRepoById(ctx.db, repoId));
  if (!repo) return;
  const file = await statRepoFile(ctx, repo, place).catch(nullWhenNotFound);
  if (!file) return;
  const known = (await findTensorHashes(ctx, [file.etag])).get(file.etag);
  if (known?.status === "ready") return;
  try {
    const { tensors } = await readHeader(ctx, repo, { file, format: requireHeaderFormat(place.path) });
    const hashes = await hashTensors(await openRepoFile(ctx, repo, { entry: file.entry }), tensors, signal);
    await putTensorHashes(ctx, file.etag, { status: "ready", hashes });
  } catch (error) {
    // What the file itself is to blame for is not tried again soon.
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    await putTensorHashes(ctx, file.etag, { status: "failed", hashes: [] });
  }
}
