import { findObjects } from "@/server/content";
import { listPointersBehind } from "@/server/git";
import type { Ctx } from "@/server/kernel";
import type { LargeFile } from "./ask-batch";
import { transportError } from "./transport-error";

interface Histories {
  readonly repoId: string;
  readonly commits: readonly string[];
  readonly skip?: ((path: string) => boolean) | undefined;
  readonly signal: AbortSignal;
}

const MAX_FILES = 1_000_000;
const AT_ONCE = 1_000;

/** Every large file in the history of these commits, each once, with the bytes that this repository has of it. */
export async function largeFilesBehind(
  ctx: Ctx<"repositories">,
  { repoId, commits, skip, signal }: Histories,
): Promise<readonly (LargeFile & { readonly here: number | undefined })[]> {
  const found = new Map<string, LargeFile>();
  for await (const { oid, size, path } of listPointersBehind(ctx, repoId, { heads: commits, signal })) {
    if (found.has(oid) || skip?.(path)) continue;
    found.set(oid, { oid, size, path });
    if (found.size > MAX_FILES) {
      throw transportError("too_many_files", `There are more than ${MAX_FILES} large files: copy fewer branches`);
    }
  }
  const files = [...found.values()];
  const sized: (LargeFile & { readonly here: number | undefined })[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    signal.throwIfAborted();
    const batch = files.slice(start, start + AT_ONCE);
    const sizes = await findObjects(ctx, { repoId, oids: batch.map(({ oid }) => oid) });
    sized.push(...batch.map((file) => ({ ...file, here: sizes.get(file.oid) })));
  }
  return sized;
}
