import type { Ctx } from "@/server/kernel";
import { type MergeConflict, Oid } from "./contract";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";
import { inTreeTurn } from "./in-turn";

export interface TreeMerge {
  /** Root of the merged files; those in conflict hold both versions between markers. */
  readonly tree: string;
  readonly conflicts: readonly MergeConflict[];
}

interface Sides {
  readonly ours: string;
  readonly theirs: string;
}

const MAX_OUTPUT_BYTES = 16 * 1_024 * 1_024;

/**
 * Merges two commits without a work tree (`git merge-tree --write-tree`, git ≥ 2.38). No ref moves.
 * Throws `conflict` (`unrelated_histories`), or as `inTreeTurn` does.
 */
export const mergeTrees = (ctx: Ctx<"repositories">, repoId: string, sides: Sides): Promise<TreeMerge> =>
  inTreeTurn(ctx, () => merge(ctx, repoId, sides));

async function merge(ctx: Ctx<"repositories">, repoId: string, { ours, theirs }: Sides): Promise<TreeMerge> {
  const args = ["merge-tree", "--write-tree", "-z", "--no-messages", Oid.parse(ours), Oid.parse(theirs)];
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of ctx.live.repositories.stream(repoId, { args })) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_OUTPUT_BYTES) throw gitError("too_large", "Too many files are in conflict");
    }
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    // Exit code 1 says that there are conflicts, which are in the output.
    if (error.output.includes("unrelated histories")) throw unrelated(error);
    if (error.exitCode !== 1) throw error;
  }
  const [tree = "", ...records] = Buffer.concat(chunks).toString("utf8").split("\0").filter(Boolean);
  return { tree, conflicts: conflictsOf(records) };
}

const unrelated = (cause: GitFailure) =>
  gitError("conflict", "The branches have no commit in common", { reason: "unrelated_histories", cause });

const SIDES = ["base", "ours", "theirs"] as const;

/** Records `<mode> <oid> <stage>\t<path>`: stage 1 is what both came from, 2 is ours, 3 is theirs. */
function conflictsOf(records: readonly string[]): MergeConflict[] {
  const found = new Map<string, MergeConflict>();
  for (const record of records) {
    const [, mode = "", oid = "", stage, path = ""] = /^(\d+) ([0-9a-f]{40}) ([123])\t(.*)$/s.exec(record) ?? [];
    const side = SIDES[Number(stage) - 1];
    if (!side) continue;
    const known = found.get(path) ?? {
      ...{ path, base: null, ours: null, theirs: null },
      modes: { ours: null, theirs: null },
    };
    found.set(path, { ...known, [side]: oid, modes: { ...known.modes, ...(side !== "base" && { [side]: mode }) } });
  }
  return [...found.values()];
}

/**
 * Merges what changed from `base` to `theirs` into `ours`, whatever their histories say: how a commit is picked or
 * undone. The three are made siblings, so that git takes `base` for what both came from.
 */
export async function mergeChange(
  ctx: Ctx<"repositories">,
  repoId: string,
  { base, ours, theirs }: Sides & { readonly base: string },
): Promise<TreeMerge> {
  const [left, right] = await Promise.all([siblingOf(ctx, repoId, ours, base), siblingOf(ctx, repoId, theirs, base)]);
  return mergeTrees(ctx, repoId, { ours: left, theirs: right });
}

const NOBODY = {
  GIT_AUTHOR_NAME: "merge",
  GIT_AUTHOR_EMAIL: "merge@localhost",
  GIT_AUTHOR_DATE: "@0 +0000",
  GIT_COMMITTER_NAME: "merge",
  GIT_COMMITTER_EMAIL: "merge@localhost",
  GIT_COMMITTER_DATE: "@0 +0000",
};

async function siblingOf(ctx: Ctx<"repositories">, repoId: string, ...[commit, parent]: [string, string]) {
  const args = ["commit-tree", `${Oid.parse(commit)}^{tree}`, "-p", Oid.parse(parent), "-m", "sibling"];
  return (await ctx.live.repositories.run(repoId, { args, env: NOBODY })).toString("latin1").trim();
}
