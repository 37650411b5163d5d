import type { Ctx } from "@/server/kernel";
import { MAX_REGULAR_FILE_BYTES, type MergeConflict } from "./contract";
import { gitError } from "./git-error";
import { type Author, identityEnv } from "./identity-env";
import { inTreeTurn } from "./in-turn";
import { mergeTrees } from "./merge-trees";
import { type IndexEntry, type ScratchIndex, withScratchIndex } from "./scratch-index";
import { keepSecrets, refuseSecrets } from "./secrets/judge-secrets";
import { openSecretWatch, type SecretWatch } from "./secrets/secret-watch";
import { type BlobWriter, openBlobWriter } from "./write-blobs";
import { writeCommit } from "./write-commit";

/** How one file is to look: one of the sides, other bytes, or not at all. */
export type Resolution =
  | { readonly path: string; readonly take: "ours" | "theirs" | "nothing" }
  | { readonly path: string; readonly take: "content"; readonly content: Uint8Array };

interface Merge {
  readonly ours: string;
  readonly theirs: string;
  readonly resolutions: readonly Resolution[];
  readonly message: string;
  readonly author: Author;
}

/**
 * Makes the merge of `theirs` into `ours` with the conflicts settled. No ref moves.
 * Throws `conflict` (`merge_conflict`, with `paths`) while a file is not settled, `too_large` (`file_too_large`), and
 * `invalid` (`secret_found`).
 */
export async function prepareResolution(ctx: Ctx<"repositories">, repoId: string, merge: Merge): Promise<string> {
  const { ours, theirs, resolutions, message, author } = merge;
  const { tree, conflicts } = await mergeTrees(ctx, repoId, { ours, theirs });
  const asked = new Map(resolutions.map((resolution) => [resolution.path, resolution]));
  const open = conflicts.filter(({ path }) => !asked.has(path));
  if (open.length > 0) {
    throw gitError("conflict", "Some files are still in conflict", {
      reason: "merge_conflict",
      details: { paths: open.slice(0, 100).map(({ path }) => path) },
    });
  }
  const watch = await openSecretWatch(ctx, repoId);
  const settled = await settle(ctx, repoId, { conflicts, asked, watch });
  await refuseSecrets(ctx, repoId, watch);
  const write = async (index: ScratchIndex) => {
    await index.read(tree);
    await index.put(settled);
    return index.write();
  };
  const resolved = await inTreeTurn(ctx, () => withScratchIndex(ctx, repoId, write));
  const env = identityEnv(author, ctx.now());
  const commit = await writeCommit(ctx, repoId, { tree: resolved, parents: [ours, theirs], message, env });
  await keepSecrets(ctx, repoId, { ...watch, commit });
  return commit;
}

interface Asked {
  readonly asked: ReadonlyMap<string, Resolution>;
  readonly watch: SecretWatch;
}

type Settled = Map<string, IndexEntry | null>;

async function settle(
  ctx: Ctx<"repositories">,
  repoId: string,
  { conflicts, ...answers }: Asked & { readonly conflicts: readonly MergeConflict[] },
): Promise<Settled> {
  const settled: Settled = new Map();
  const writer = openBlobWriter(ctx, repoId);
  try {
    for (const conflict of conflicts) settled.set(conflict.path, await entryOf(conflict, { writer, ...answers }));
    await writer.finish();
    return settled;
  } finally {
    writer.abandon();
  }
}

/** `null` takes the file away. The file stays as it is in the mode of ours, else of theirs. */
async function entryOf(
  conflict: MergeConflict,
  { asked, watch, writer }: Asked & { readonly writer: BlobWriter },
): Promise<IndexEntry | null> {
  const resolution = asked.get(conflict.path);
  const mode = (conflict.modes.ours ?? conflict.modes.theirs) || "100644";
  if (!resolution || resolution.take === "nothing") return null;
  if (resolution.take !== "content") {
    const oid = conflict[resolution.take];
    return oid === null ? null : { mode: conflict.modes[resolution.take] ?? mode, oid };
  }
  if (resolution.content.byteLength > MAX_REGULAR_FILE_BYTES) {
    throw gitError("too_large", `${conflict.path} is too large to be kept by git`, { reason: "file_too_large" });
  }
  if (!(await watch.look({ path: conflict.path, bytes: resolution.content }))) return null;
  return { mode, oid: await writer.add(resolution.content) };
}
