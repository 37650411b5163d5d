import { type Ctx, DomainError } from "@/server/kernel";
import { assertMayMove } from "./assert-may-move";
import { assertMessage } from "./assert-message";
import { PLATFORM, type Pusher } from "./check-push";
import { MAX_REGULAR_FILE_BYTES, type SecretPlace } from "./contract";
import { noteGrowth } from "./count-files";
import { dropPaths } from "./drop-paths";
import { collectChanges, type FileChanges, type FileOperation } from "./file-changes";
import { gitError } from "./git-error";
import { type Author, identityEnv } from "./identity-env";
import { inTreeTurn } from "./in-turn";
import { attributeLineFor } from "./lfs-rule";
import { readRefs } from "./list-refs";
import { statPaths } from "./list-tree";
import { moveRefs } from "./move-refs";
import { NO_OBJECT } from "./object-name";
import { readBlob } from "./open-blob";
import { assertNothingInTheWay } from "./path-conflict";
import { branchRef } from "./ref-name";
import { defaultBranchOf } from "./resolve-revision";
import { type IndexEntry, type ScratchIndex, withScratchIndex } from "./scratch-index";
import { keepSecrets, refuseSecrets } from "./secrets/judge-secrets";
import { openSecretWatch } from "./secrets/secret-watch";
import { treeNameOf } from "./tree-name";
import { writeBlob } from "./write-blobs";
import { writeCommit } from "./write-commit";

interface CommitFilesInput {
  /** Short name of a branch (created by the first commit of an empty repository), or a full ref such as `refs/pr/3`. */
  readonly branch: string;
  /** Head the caller looked at, or its first seven digits or more. Without it the newest head is taken. */
  readonly expectedHead?: string | undefined;
  readonly message: string;
  readonly author: Author;
  /** Who moves the branch, for protected ones; default: the platform, as a writer. */
  readonly pusher?: Pusher;
  readonly operations: Iterable<FileOperation> | AsyncIterable<FileOperation>;
}
export interface CommitResult {
  readonly commit: string;
  /** Head before; `null` for the first commit. */
  readonly previous: string | null;
  /** Secrets that came in with it and that nobody has settled. */
  readonly secrets: readonly SecretPlace[];
}

const MAX_ATTEMPTS = 8;

/**
 * Makes one commit without a work tree and moves the branch to it, if it is still where it was. A commit that would
 * change nothing is not made: the head is returned. LFS files that no `.gitattributes` line covers get one.
 * Throws `stale` (`parent_moved`), `not_found` (`entry_not_found`, `revision_not_found`), `forbidden` (`protected_ref`),
 * `invalid` (`bad_path`, `path_conflict`, `secret_found`), `too_large` (`file_too_large`, `message_too_long`).
 */
export async function commitFiles(
  ctx: Ctx<"repositories">,
  repoId: string,
  input: CommitFilesInput,
): Promise<CommitResult> {
  const ref = input.branch.startsWith("refs/pr/") ? input.branch : branchRef(input.branch);
  assertMessage(input.message);
  assertExpected(await headOf(ctx, repoId, ref), input.expectedHead);
  const watch = await openSecretWatch(ctx, repoId);
  const changes = await collectChanges(ctx, repoId, { operations: input.operations, watch });
  await refuseSecrets(ctx, repoId, watch);

  for (let attempt = 1; ; attempt += 1) {
    const head = await headOf(ctx, repoId, ref);
    assertExpected(head, input.expectedHead);
    // A commit continues what is there: it is never forced, whatever its name will be.
    const moves = [{ ref, before: head, after: head ?? NO_OBJECT }];
    await assertMayMove(ctx, repoId, { moves, pusher: input.pusher ?? PLATFORM, by: "push" });
    const tree = await writeTree(ctx, repoId, { head, changes });
    if (head !== null && tree === (await treeNameOf(ctx, repoId, head)))
      return { commit: head, previous: head, secrets: [] };
    const commit = await writeCommit(ctx, repoId, {
      ...{ tree, parents: parentsOf(head), message: input.message },
      env: identityEnv(input.author, ctx.now()),
    });
    const paths = [...changes.puts.keys(), ...changes.copies.keys(), ".gitattributes"];
    noteGrowth(ctx, repoId, { from: head, to: commit, paths });
    const secrets = await keepSecrets(ctx, repoId, { ...watch, commit });
    try {
      await moveRefs(ctx, repoId, [{ ref, before: head, after: commit }]);
      return { commit, previous: head, secrets };
    } catch (error) {
      const mayRetry = input.expectedHead === undefined && attempt < MAX_ATTEMPTS;
      if (!mayRetry || !(error instanceof DomainError) || error.reason !== "parent_moved") throw error;
    }
  }
}

async function headOf(ctx: Ctx<"repositories">, repoId: string, ref: string): Promise<string | null> {
  const refs = await readRefs(ctx, repoId);
  const head = refs.get(ref);
  if (head !== undefined) return head;
  const isFirst = refs.size === 0 || ref === `refs/heads/${await defaultBranchOf(ctx, repoId)}`;
  if (isFirst && ref.startsWith("refs/heads/")) return null;
  throw gitError("not_found", `Branch ${ref} does not exist`, { reason: "revision_not_found" });
}

function assertExpected(head: string | null, expected: string | undefined): void {
  if (expected === undefined || (expected.length >= 7 && head?.startsWith(expected))) return;
  throw gitError("stale", "The branch has moved since you looked at it", {
    reason: "parent_moved",
    details: { head },
  });
}

async function writeTree(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, changes }: { readonly head: string | null; readonly changes: FileChanges },
): Promise<string> {
  return inTreeTurn(ctx, () => treeWith(ctx, repoId, { head, changes }));
}

async function treeWith(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, changes }: { readonly head: string | null; readonly changes: FileChanges },
): Promise<string> {
  const kept = await keptTree(ctx, repoId, { head, changes });
  const copied = await copiedEntries(ctx, repoId, { head, changes });
  const paths = [...changes.puts.keys(), ...changes.copies.keys()];
  await assertNothingInTheWay(ctx, repoId, { tree: kept, paths });
  return withScratchIndex(ctx, repoId, async (index) => {
    if (kept !== null) await index.read(kept);
    await index.put(new Map<string, IndexEntry>([...copied, ...changes.puts]));
    await coverPointers(ctx, repoId, { index, pointers: changes.pointers });
    return index.write();
  });
}

/** What was there before, without what leaves; `null` for nothing. */
async function keptTree(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, changes }: { readonly head: string | null; readonly changes: FileChanges },
): Promise<string | null> {
  const { deletes } = changes;
  const [first] = deletes.keys();
  const tree = head === null ? undefined : await treeNameOf(ctx, repoId, head);
  if (tree === undefined && first !== undefined) throw missing(first);
  if (tree === undefined || deletes.size === 0) return tree ?? null;
  return dropPaths(ctx, repoId, { tree, paths: deletes });
}

async function copiedEntries(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, changes }: { readonly head: string | null; readonly changes: FileChanges },
): Promise<[string, IndexEntry][]> {
  const copies: [string, IndexEntry][] = [];
  for (const [path, { from, fromCommit }] of changes.copies) {
    const commit = fromCommit ?? head;
    const [entry] = commit === null ? [] : await statPaths(ctx, repoId, { commit, paths: [from] });
    if (entry?.kind !== "file") throw missing(from);
    copies.push([path, { mode: entry.executable ? "100755" : "100644", oid: entry.oid }]);
  }
  return copies;
}

/** Appends to the root `.gitattributes` a line for every LFS file that no line covers. */
async function coverPointers(
  ctx: Ctx<"repositories">,
  repoId: string,
  { index, pointers }: { readonly index: ScratchIndex; readonly pointers: ReadonlySet<string> },
): Promise<void> {
  if (pointers.size === 0) return;
  const covered = await index.assignedToLfs([...pointers]);
  const lines = [...pointers].filter((path) => !covered.has(path)).map(attributeLineFor);
  if (lines.length === 0) return;
  const current = await index.find(".gitattributes");
  const text = current ? await readBlob(ctx, repoId, { oid: current.oid, maxBytes: MAX_REGULAR_FILE_BYTES }) : "";
  const before = text.toString();
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  const oid = await writeBlob(ctx, repoId, Buffer.from(`${before}${separator}${lines.join("\n")}\n`));
  await index.put(new Map([[".gitattributes", { mode: "100644", oid }]]));
}

const parentsOf = (head: string | null) => (head === null ? [] : [head]);

const missing = (path: string) =>
  gitError("not_found", `A file with this name doesn't exist: ${path}`, { reason: "entry_not_found" });
