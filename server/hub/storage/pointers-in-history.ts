import { listPointerFiles } from "@/server/git";
import type { Ctx } from "@/server/kernel";

/** How a large file is named in git. */
interface Named {
  readonly paths: string[];
  readonly blobs: string[];
}

const MAX_PATHS = 5;

/** Large files that the history of any ref names, by their SHA-256. */
export async function pointersInHistory(ctx: Ctx<"repositories">, repoId: string): Promise<ReadonlyMap<string, Named>> {
  const found = new Map<string, Named>();
  for await (const { oid, path, blob } of listPointerFiles(ctx, repoId)) {
    const known = found.get(oid) ?? { paths: [], blobs: [] };
    if (known.paths.length < MAX_PATHS && !known.paths.includes(path)) known.paths.push(path);
    known.blobs.push(blob);
    found.set(oid, known);
  }
  return found;
}
