import { authorize } from "@/server/access";
import { listStoredFiles as listFiles, type StoredFile } from "@/server/content";
import { type Ctx, DomainError, defineQuery } from "@/server/kernel";
import { ListStoredFilesInput, StoredFilePage } from "../contract/large-files";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";
import { attachedFiles } from "./attached-files";
import { pointersInHistory } from "./pointers-in-history";

export const listStoredFiles = defineQuery({
  name: "hub.listStoredFiles",
  summary: "List the large files that a repository keeps, the largest first, with those that nothing names any more",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/storage/files" },
  input: ListStoredFilesInput,
  output: StoredFilePage,
  async run(ctx: Ctx<"repositories">, { cursor, limit, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const mark = `stored files of ${repo.id} after `;
    const after = cursor === undefined ? null : afterOf(ctx, { cursor, mark });
    const files = await listFiles(ctx, { repoId: repo.id, after, limit: limit + 1 });
    const shown = files.slice(0, limit);
    const [named, attached] = await Promise.all([
      pointersInHistory(ctx, repo.id),
      attachedFiles(ctx, { repoId: repo.id, oids: shown.map(({ oid }) => oid) }),
    ]);
    const items = shown.map(({ oid, size, at, isChunked }) => {
      const paths = named.get(oid)?.paths ?? [];
      const attachedAs = [...(attached.get(oid) ?? [])];
      const isOrphan = !named.has(oid) && attachedAs.length === 0;
      return { oid, size, pushedAt: at, isChunked, paths, attachedAs, isOrphan };
    });
    const last = files.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? ctx.seal(`${mark}${last.size} ${last.oid}`) : null };
  },
});

function afterOf(ctx: Ctx, { cursor, mark }: { cursor: string; mark: string }): Pick<StoredFile, "size" | "oid"> {
  const opened = ctx.open(cursor);
  const [, size, oid] = opened?.startsWith(mark)
    ? (/^(\d+) ([0-9a-f]{64})$/.exec(opened.slice(mark.length)) ?? [])
    : [];
  if (size !== undefined && oid !== undefined) return { size: Number(size), oid };
  throw new DomainError("invalid", "The cursor does not belong to this list", { reason: "bad_cursor" });
}
