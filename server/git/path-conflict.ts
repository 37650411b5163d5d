import type { Ctx } from "@/server/kernel";
import { gitError } from "./git-error";
import { nameBelow, objectsOfFolders } from "./objects-of-folders";
import { foldersOfAll } from "./path-name";

interface Arrival {
  /** Tree that the files are added to, without what leaves in the same commit. */
  readonly tree: string | null;
  readonly paths: readonly string[];
}

/**
 * A file cannot lie inside a file, nor take the place of a folder that still has files: git would silently drop what
 * was there. Throws `invalid` (`path_conflict`).
 */
export async function assertNothingInTheWay(
  ctx: Ctx<"repositories">,
  repoId: string,
  { tree, paths }: Arrival,
): Promise<void> {
  const folders = foldersOfAll(paths);
  const clash = paths.find((path) => folders.has(path));
  if (clash !== undefined) throw conflict(clash);
  if (tree === null) return;

  const found = await objectsOfFolders(ctx, repoId, { root: tree, folders });
  const blocked = [...found].find(([, { type }]) => type === "blob");
  if (blocked) throw conflict(blocked[0]);

  const reader = ctx.live.repositories.objects(repoId);
  const targets = [...new Set(paths)].map((path) => ({ path, name: nameBelow(path, { root: tree, found }) }));
  const answers = await Promise.all(targets.map(({ name }) => name && reader.info(name)));
  const taken = targets.find((_, index) => answers[index] && answers[index].type === "tree");
  if (taken) throw conflict(taken.path);
}

const conflict = (path: string) =>
  gitError("invalid", `A file and a folder cannot have the same name: ${path}`, { reason: "path_conflict" });
