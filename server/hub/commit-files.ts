import { authorize } from "@/server/access";
import { openObject } from "@/server/content";
import { findRevision, lfsRule, statPaths } from "@/server/git";
import { type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { commitToRepo, type RepoFileOperation } from "./commit-to-repo";
import { CommitFilesInput, CommitFilesResult, type FileChange } from "./contract/content";
import { findTextAt } from "./files/open-repo-file";
import { getRepoAt } from "./get-readable-repo";
import { pathOf, type Repository, resourceOf } from "./repository";

export const commitFiles = defineCommand({
  name: "hub.commitFiles",
  summary: "Commit edited, uploaded, moved and deleted files",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/commits", status: 201 },
  input: CommitFilesInput,
  output: CommitFilesResult,
  async run(ctx: Ctx<"repositories" | "objects">, { shelf, namespace, name, ...input }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.write", resourceOf(repo));
    const branch = input.branch ?? repo.defaultBranch;
    const head = (await findRevision(ctx, repo.id, `refs/heads/${branch}`))?.commit ?? null;
    const isGuarded = await assertUnchanged(ctx, repo, { head, changes: input.changes });
    const message = input.description === "" ? input.summary : `${input.summary}\n\n${input.description}`;
    const result = await commitToRepo(ctx, repo, {
      branch,
      message,
      expectedHead: input.expectedHead ?? (isGuarded ? (head ?? undefined) : undefined),
      operations: await operationsOf(ctx, repo, { head, changes: input.changes }),
    });
    return {
      ...result,
      secrets: [...result.secrets],
      url: `${ctx.site.origin}${pathOf(repo)}/commit/${result.commit}`,
    };
  },
});

interface Planned {
  readonly head: string | null;
  readonly changes: readonly FileChange[];
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
