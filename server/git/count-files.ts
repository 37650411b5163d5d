import type { Ctx } from "@/server/kernel";
import { Oid } from "./contract";
import { gitError } from "./git-error";
import { GitFailure } from "./git-process";

/** Files and folders together, each as often as it stands somewhere. */
export const MAX_FILES_OF_TREE = 1_000_000;

interface TreeToCount {
  /** A commit or a tag; what leads to no tree has no files. */
  readonly commit: string;
  /** Where it lies in quarantine. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * What is wrong with the size of a commit's tree, `null` when nothing is. The same folder may stand in a tree any number
 * of times: a few kilobytes can unfold to more files than any memory holds.
 */
export async function tooManyFiles(
  ctx: Ctx<"repositories">,
  repoId: string,
  { commit, ...options }: TreeToCount,
): Promise<string | null> {
  const { smallTrees, stream } = ctx.live.repositories;
  const key = `${repoId} ${commit}`;
  if (smallTrees.get(key) !== undefined) return null;
  let count = 0;
  try {
    // One letter and a line break for each entry.
    const args = ["ls-tree", "-r", "-t", "--format=.", Oid.parse(commit)];
    for await (const chunk of stream(repoId, { ...options, args, timeoutMs: COUNT_MS })) {
      count += chunk.byteLength / 2;
      if (count > MAX_FILES_OF_TREE) return WORDS;
    }
  } catch (error) {
    if (!(error instanceof GitFailure && error.output.includes("not a tree object"))) throw error;
  }
  smallTrees.set(key, count);
  return null;
}

interface Growth {
  /** `null` for a first commit, which is counted. */
  readonly from: string | null;
  readonly to: string;
  readonly paths: readonly string[];
}

/** A commit that adds these paths to one that was counted needs not be counted as well. */
export function noteGrowth({ live }: Ctx<"repositories">, repoId: string, { from, to, paths }: Growth): void {
  const { smallTrees } = live.repositories;
  const before = from === null ? undefined : smallTrees.get(`${repoId} ${from}`);
  if (before === undefined) return;
  const most = paths.reduce((sum, path) => sum + path.split("/").length, before);
  if (most <= MAX_FILES_OF_TREE) smallTrees.set(`${repoId} ${to}`, most);
}

/** Throws `too_large` (`too_many_files`) for a commit that no ref is to point at. */
export async function assertFewFiles(ctx: Ctx<"repositories">, repoId: string, commit: string): Promise<void> {
  const problem = await tooManyFiles(ctx, repoId, { commit });
  if (problem !== null) throw gitError("too_large", problem, { reason: "too_many_files" });
}

const COUNT_MS = 60_000;
const WORDS = `A commit has at most ${MAX_FILES_OF_TREE.toLocaleString("en")} files and folders: pack many small files into archives`;
