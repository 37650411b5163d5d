import { momentsOfObjects } from "@/server/content";
import { listPointerFiles, type PointerFile } from "@/server/git";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { type LargeFile, LargeFilePage, ListLargeFilesInput } from "../contract/large-files";
import { getRepoAt } from "../repositories/get-readable-repo";
import type { Repository } from "../repositories/repository";

export const listLargeFiles = defineQuery({
  name: "hub.listLargeFiles",
  summary: "List the large files in the whole history of a repository, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/large-files" },
  input: ListLargeFilesInput,
  output: LargeFilePage,
  async run(ctx: Ctx<"repositories">, { cursor, limit, ...address }) {
    return largeFilesOf(ctx, await getRepoAt(ctx, address), { cursor, limit });
  },
});

const MARK = "large files after ";

/** A page of them. The caller has made sure that the actor may read the repository. Throws `invalid` (`bad_cursor`). */
async function largeFilesOf(
  ctx: Ctx<"repositories">,
  repo: Repository,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ readonly items: LargeFile[]; readonly nextCursor: string | null }> {
  const after = cursor === undefined ? null : afterOf(ctx, cursor);
  const found = await filesAfter(ctx, repo.id, { after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const moments = await momentsOfObjects(ctx, { repoId: repo.id, oids: shown.map(({ oid }) => oid) });
  const items = shown.map(({ oid, path, size }) => ({
    oid,
    path,
    size,
    pushedAt: moments.get(oid) ?? repo.createdAt,
  }));
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { items, nextCursor: last ? ctx.seal(`${MARK}${last.oid}`) : null };
}

function afterOf(ctx: Ctx, cursor: string): string {
  const opened = ctx.open(cursor);
  if (opened?.startsWith(MARK)) return opened.slice(MARK.length);
  throw new DomainError("invalid", "The cursor does not belong to this list", { reason: "bad_cursor" });
}

async function filesAfter(
  ctx: Ctx<"repositories">,
  repoId: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly PointerFile[]> {
  const found = new Map<string, PointerFile>();
  const skipped = new Set<string>();
  let skips = after !== null;
  for await (const file of listPointerFiles(ctx, repoId)) {
    if (skips) skipped.add(file.oid);
    else if (!skipped.has(file.oid) && !found.has(file.oid)) found.set(file.oid, file);
    if (file.oid === after) skips = false;
    if (found.size >= limit) break;
  }
  return [...found.values()];
}
