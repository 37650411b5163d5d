import { openObject } from "@/server/content";
import { lfsRule, statPaths } from "@/server/git";
import { type Ctx, DomainError } from "@/server/kernel";
import type { FileChange } from "../contract/content";
import { findTextAt } from "../files/open-repo-file";
import type { Repository } from "../repositories/repository";
import type { RepoFileOperation } from "./commit-to-repo";

interface Planned {
  readonly head: string | null;
  readonly changes: readonly FileChange[];
}

interface Plan {
  readonly operations: RepoFileOperation[];
  /** A file in it must still be the one that was edited: it holds for this head only. */
  readonly isGuarded: boolean;
}

/**
 * What changes of files mean on top of a commit. The caller has authorised reading: a conflict shows both texts. Throws
 * `stale` (`edit_conflict`), `not_found` for an object that was not uploaded here.
 */
export async function planChanges(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  planned: Planned,
): Promise<Plan> {
  const isGuarded = await assertUnchanged(ctx, repo, planned);
  return { isGuarded, operations: await operationsOf(ctx, repo, planned) };
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

async function operationsOf(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { head, changes }: Planned,
): Promise<RepoFileOperation[]> {
  const operations: RepoFileOperation[] = [];
  for (const change of changes) {
    if (change.kind === "put") operations.push({ ...change, content: Buffer.from(change.text) });
    else if (change.kind === "delete") operations.push(change);
    else if (change.kind === "upload") operations.push(await uploadedFile(ctx, repo, { ...change, head }));
    else {
      operations.push({ kind: "copy", from: change.path, path: change.newPath });
      operations.push({ kind: "delete", path: change.path });
    }
  }
  return operations;
}

const SAMPLE_BYTES = 512;

/** What was uploaded becomes an ordinary file when it is small and no rule sends it to LFS. */
async function uploadedFile(
  ctx: Ctx<"repositories" | "objects">,
  repo: Repository,
  { path, oid, head }: { readonly path: string; readonly oid: string; readonly head: string | null },
): Promise<RepoFileOperation> {
  const sample = await readObject(ctx, { repoId: repo.id, oid, bytes: SAMPLE_BYTES });
  const file = { path, size: sample.size, sample: sample.bytes };
  if ((await lfsRule(ctx, repo.id, { commit: head, files: [file] })).has(path)) return { kind: "object", path, oid };
  const { bytes } = await readObject(ctx, { repoId: repo.id, oid, bytes: sample.size });
  return { kind: "put", path, content: bytes };
}

async function readObject(ctx: Ctx<"objects">, { repoId, oid, bytes }: { repoId: string; oid: string; bytes: number }) {
  const { size, body } = await openObject(ctx, { repoId, oid });
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (size > 0) {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length >= bytes) break;
    }
  }
  return { size, bytes: Buffer.concat(chunks).subarray(0, bytes) };
}
