import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { foldersOfAll } from "./path-name";

interface Arrival {
  /** Commit the files are added to. */
  readonly head: string | null;
  readonly paths: readonly string[];
  /** Files that leave in the same commit. */
  readonly removed: ReadonlySet<string>;
}

/**
 * A file cannot lie inside a file, nor take the place of a folder that still has files: git would silently drop what
 * was there. Throws `invalid` (`path_conflict`).
 */
export async function assertNothingInTheWay(
  ctx: Ctx<"repositories">,
  repoId: string,
  { head, paths, removed }: Arrival,
): Promise<void> {
  const arriving = new Set(paths);
  const folders = foldersOfAll(paths);
  const clash = paths.find((path) => folders.has(path));
  if (clash !== undefined) throw conflict(clash);
  if (head === null) return;

  const reader = ctx.live.repositories.objects(repoId);
  const typeAt = async (path: string) => (await reader.info(`${head}:${path}`))?.type ?? null;
  const files = [...folders].filter((folder) => !removed.has(folder));
  const fileTypes = await Promise.all(files.map(typeAt));
  const blocked = files.find((_, index) => fileTypes[index] === "blob");
  if (blocked !== undefined) throw conflict(blocked);

  const emptied = foldersOfAll(removed);
  const targets = [...arriving].filter((path) => !emptied.has(path));
  const targetTypes = await Promise.all(targets.map(typeAt));
  const taken = targets.find((_, index) => targetTypes[index] === "tree");
  if (taken !== undefined) throw conflict(taken);
}

const conflict = (path: string) =>
  gitError("invalid", `A file and a folder cannot have the same name: ${path}`, { reason: "path_conflict" });
