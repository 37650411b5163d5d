import { parsePointer, readBlob } from "@/server/git";
import type { MergeConflict } from "@/server/git/contract";
import { type Ctx, DomainError, defineQuery, notFound } from "@/server/kernel";
import { ConflictAddress, ConflictedFile } from "../contract/pull";
import { pullFilesAt } from "../participate";
import { mergeWithBase } from "./get-conflicts";

const MAX_BYTES = 1_000_000;

export const getConflict = defineQuery({
  name: "discussions.getConflict",
  summary: "See both versions of a file in conflict",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/pulls/{number}/conflict" },
  input: ConflictAddress,
  output: ConflictedFile,
  async run(ctx: Ctx<"repositories">, { path, ...address }) {
    const place = await pullFilesAt(ctx, address);
    const { tree, conflicts } = await mergeWithBase(ctx, place);
    const conflict = conflicts.find((file) => file.path === path);
    if (!conflict) throw notFound("File in conflict", path);
    const { repo } = place;
    const [base, ours, theirs] = await Promise.all(
      [conflict.base, conflict.ours, conflict.theirs].map((oid) => textOf(ctx, repo.id, oid)),
    );
    const sides = [base, ours, theirs].filter((side) => side !== undefined);
    const isText = sides.every((side) => side !== BINARY);
    const merged = isText && isBoth(conflict) ? await mergedText(ctx, repo.id, { tree, path }) : null;
    const shown = (side: Side | undefined) => (side === undefined || side === BINARY ? null : side);
    return {
      ...{ path, isText, merged, base: shown(base), ours: shown(ours), theirs: shown(theirs) },
      oursExists: conflict.ours !== null,
      theirsExists: conflict.theirs !== null,
    };
  },
});

const isBoth = ({ ours, theirs }: MergeConflict) => ours !== null && theirs !== null;

const BINARY = Symbol("not text");
type Side = string | typeof BINARY | null;

/** `null` where there is no such file. Pointers to large files are no text: one side is taken whole. */
async function textOf(ctx: Ctx<"repositories">, repoId: string, oid: string | null): Promise<Side> {
  if (oid === null) return null;
  try {
    const bytes = await readBlob(ctx, repoId, { oid, maxBytes: MAX_BYTES });
    return bytes.includes(0) || parsePointer(bytes) ? BINARY : bytes.toString("utf8");
  } catch (error) {
    if (error instanceof DomainError && error.code === "too_large") return BINARY;
    throw error;
  }
}

/** Both versions between markers, which name the sides instead of commits. */
async function mergedText(ctx: Ctx<"repositories">, repoId: string, { tree, path }: { tree: string; path: string }) {
  const found = await ctx.live.repositories.objects(repoId).info(`${tree}:${path}`);
  if (found?.type !== "blob") return null;
  const text = await textOf(ctx, repoId, found.oid);
  if (typeof text !== "string") return null;
  return text
    .replace(/^(<{7}) [0-9a-f]{40}$/gm, "$1 pull request")
    .replace(/^(>{7}) [0-9a-f]{40}$/gm, "$1 base branch");
}
