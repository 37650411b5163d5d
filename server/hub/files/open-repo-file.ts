import { openObject } from "@/server/content";
import { findRevision, openBlob, readBlob, statPaths, type TreeEntry, toReader } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import type { Repository } from "../repositories/repository";

/** Where a file is: a commit (not a branch) and a path. */
interface FilePlace {
  readonly commit: string;
  readonly path: string;
}

/** Inclusive byte positions, 0-based. */
interface Range {
  readonly start: number;
  readonly end: number;
}

export interface RepoFile {
  readonly entry: TreeEntry;
  /** Bytes of the content. */
  readonly size: number;
  /** What `contentOf` says: the same in every revision and listing. */
  readonly etag: string;
}

/** Names the content wherever it lies: SHA-256 of an LFS object, else the git blob id. */
export const contentOf = ({ lfs, oid }: Pick<TreeEntry, "lfs" | "oid">): string => lfs?.oid ?? oid;

export const sizeOf = ({ lfs, blobSize }: TreeEntry): number => lfs?.size ?? blobSize;

/** Throws `not_found` (`entry_not_found`) for a path that is missing or no file. */
export async function statRepoFile(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { commit, path }: FilePlace,
): Promise<RepoFile> {
  const [entry] = await statPaths(ctx, repo.id, { commit, paths: [path] });
  if (entry?.kind !== "file" && entry?.kind !== "symlink") {
    throw new DomainError("not_found", `${path} does not exist at this revision`, {
      reason: "entry_not_found",
      details: { path, commit },
    });
  }
  return { entry, size: sizeOf(entry), etag: contentOf(entry) };
}

interface Opened {
  readonly entry: TreeEntry;
  readonly range?: Range | undefined;
  /** Of a reader elsewhere, who may be slow: aborts when they are gone. What is read here at once has none. */
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a file, or a part of them, from git or from the object store. The caller has made sure that the actor
 * may read the repository. Throws `unavailable`: `object_lost` when the store has lost it, or as `toReader` does.
 */
export async function openRepoFile(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { entry, range, signal }: Opened,
): Promise<AsyncIterable<Uint8Array>> {
  if (entry.lfs) {
    return (await openObject(ctx, { repoId: repo.id, oid: entry.lfs.oid, ...(range && { range }) })).body;
  }
  return openPointerOrBlob(ctx, repo, { entry, range, ...(signal && { signal }) });
}

/** What git itself keeps for a path: for an LFS file, its pointer. */
export async function openPointerOrBlob(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { entry, range, signal }: Opened,
): Promise<AsyncIterable<Uint8Array>> {
  const { body } = await openBlob(ctx, repo.id, entry.oid);
  const part = range ? slice(body, range) : body;
  return signal ? toReader(ctx, part, { signal }) : part;
}

async function* slice(body: AsyncIterable<Uint8Array>, { start, end }: Range): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const chunk of body) {
    const from = Math.max(0, start - offset);
    const to = Math.min(chunk.byteLength, end + 1 - offset);
    if (from < to) yield chunk.subarray(from, to);
    offset += chunk.byteLength;
    if (offset > end) return;
  }
}

const MAX_TEXT_BYTES = 1_000_000;

/** A small text at the head of the default branch; `null` when there is none. */
export async function findText(ctx: Ctx<"repositories">, repo: Repository, path: string): Promise<string | null> {
  const head = await findRevision(ctx, repo.id, `refs/heads/${repo.defaultBranch}`);
  if (!head) return null;
  return findTextAt(ctx, repo, { commit: head.commit, path });
}

/** A small text at a commit; `null` when it is missing, large, or not in git itself. */
export async function findTextAt(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { commit, path }: FilePlace,
): Promise<string | null> {
  const [entry] = await statPaths(ctx, repo.id, { commit, paths: [path] });
  if (entry?.kind !== "file" || entry.lfs || entry.blobSize > MAX_TEXT_BYTES) return null;
  return (await readBlob(ctx, repo.id, { oid: entry.oid, maxBytes: MAX_TEXT_BYTES })).toString("utf8");
}
