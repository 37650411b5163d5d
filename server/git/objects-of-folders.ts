import type { Ctx } from "@/server/kernel";
import type { ObjectInfo } from "./object-reader";

interface Folders {
  /** A commit or a tree. */
  readonly root: string;
  /** With all that are above one of them. */
  readonly folders: ReadonlySet<string>;
}

/**
 * What lies at these paths: trees, or files that bear such a name. Each is looked up in the tree above it, so that deep
 * folders cost git no more than others.
 */
export async function objectsOfFolders(
  ctx: Ctx<"repositories">,
  repoId: string,
  { root, folders }: Folders,
): Promise<ReadonlyMap<string, ObjectInfo>> {
  const reader = ctx.live.repositories.objects(repoId);
  const found = new Map<string, ObjectInfo>();
  for (const level of levelsOf(folders)) {
    const reachable = level.flatMap((folder) => {
      const name = nameBelow(folder, { root, found });
      return name === null ? [] : [{ folder, name }];
    });
    if (reachable.length === 0) break;
    const answers = await Promise.all(reachable.map(({ name }) => reader.info(name)));
    for (const [index, { folder }] of reachable.entries()) {
      const answer = answers[index];
      if (answer) found.set(folder, answer);
    }
  }
  return found;
}

interface Known {
  readonly root: string;
  readonly found: ReadonlyMap<string, ObjectInfo>;
}

/** How git names what lies at a path, by the tree that it lies in; `null` where there is no such tree. */
export function nameBelow(path: string, { root, found }: Known): string | null {
  const end = path.lastIndexOf("/");
  const above = end < 0 ? { type: "tree", oid: root } : found.get(path.slice(0, end));
  return above?.type === "tree" ? `${above.oid}:${path.slice(end + 1)}` : null;
}

function levelsOf(folders: ReadonlySet<string>): readonly (readonly string[])[] {
  const levels: string[][] = [];
  for (const folder of folders) {
    const depth = folder.split("/").length;
    while (levels.length < depth) levels.push([]);
    levels[depth - 1]?.push(folder);
  }
  return levels;
}
