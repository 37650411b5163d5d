import { findObject, openObject } from "@/server/content";
import { lfsRule, statPaths } from "@/server/git";
import { type GitReason, MAX_REGULAR_FILE_BYTES } from "@/server/git/contract";
import { type Ctx, DomainError, notFound } from "@/server/kernel";
import type { FileChange } from "../contract/content";
import { findTextAt } from "../files/open-repo-file";
import type { Repository } from "../repositories/repository";
import type { RepoFileOperation } from "./commit-to-repo";

interface Planned {
  readonly head: string | null;
  readonly changes: readonly FileChange[];
}

interface Plan {
  /** Content is read when its turn comes, anew for everybody who reads them. */
  readonly operations: AsyncIterable<RepoFileOperation>;
  /** A file in it must still be the one that was edited: it holds for this head only. */
  readonly isGuarded: boolean;
}

/**
 * What changes of files mean on top of a commit. The caller has authorised reading: a conflict shows both texts. Throws
 * `stale` (`edit_conflict`); the operations throw `not_found` for an object that was not uploaded here, and `too_large`
 * (`file_too_large`).
 */
export async function planChanges(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  planned: Planned,
): Promise<Plan> {
  const isGuarded = await assertUnchanged(ctx, repo, planned);
  return { isGuarded, operations: { [Symbol.asyncIterator]: () => operationsOf(ctx, repo, planned) } };
}

type Edit = Extract<FileChange, { kind: "put" }>;

/** Throws `stale` (`edit_conflict`), with both texts, when a file is not the one that was edited. */
async function assertUnchanged(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { head, changes }: Planned,
): Promise<boolean> {
  const edits = changes.filter((change): change is Edit => change.kind === "put" && change.expectedOid !== undefined);
  const paths = edits.map(({ path }) => path);
  const found = head === null ? [] : await statPaths(ctx, repo.id, { commit: head, paths });
  for (const { path, text, expectedOid } of edits) {
    const oid = found.find((entry) => entry.path === path)?.oid ?? null;
    if (oid === expectedOid) continue;
    const current = head === null ? null : await findTextAt(ctx, repo, { commit: head, path });
    throw new DomainError("stale", `${path} was changed by somebody else while you edited it`, {
      reason: "edit_conflict",
      details: { path, head, currentOid: oid, current, yours: text },
    });
  }
  return edits.length > 0;
}

/** Up to 500 files of 10 MB: one of them is held at a time. */
async function* operationsOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { head, changes }: Planned,
): AsyncGenerator<RepoFileOperation> {
  for (const change of changes) {
    if (change.kind === "put") yield { ...change, content: Buffer.from(change.text) };
    else if (change.kind === "delete") yield change;
    else if (change.kind === "upload") yield await uploadedFile(ctx, repo, { ...change, head });
    else {
      yield { kind: "copy", from: change.path, path: change.newPath };
      yield { kind: "delete", path: change.path };
    }
  }
}

const SAMPLE_BYTES = 512;

/** What was uploaded becomes an ordinary file when it is small and no rule sends it to LFS. */
async function uploadedFile(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { path, oid, head }: { readonly path: string; readonly oid: string; readonly head: string | null },
): Promise<RepoFileOperation> {
  const found = await findObject(ctx, { repoId: repo.id, oid });
  if (!found) throw notFound("Object", oid);
  const { size } = found;
  const isSmall = size <= MAX_REGULAR_FILE_BYTES;
  const read = (bytes: number) => readObject(ctx, { repoId: repo.id, oid, bytes });
  const file = { path, size, ...(isSmall && { sample: await read(Math.min(size, SAMPLE_BYTES)) }) };
  if ((await lfsRule(ctx, repo.id, { commit: head, files: [file] })).has(path)) return { kind: "object", path, oid };
  if (!isSmall) {
    const reason: GitReason = "file_too_large";
    throw new DomainError("too_large", "Files over 10 MB are stored with git-lfs", { reason });
  }
  return { kind: "put", path, content: await read(size) };
}

/** From its beginning. */
async function readObject(ctx: Ctx<"objects">, { repoId, oid, bytes }: { repoId: string; oid: string; bytes: number }) {
  if (bytes === 0) return Buffer.alloc(0);
  const { body } = await openObject(ctx, { repoId, oid, range: { start: 0, end: bytes - 1 } });
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
