import { authorize } from "@/server/access";
import { commitsTouching, refsHolding } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { FileUses, GetFileUsesInput } from "../contract/large-files";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";
import { attachedFiles } from "./attached-files";
import { pointersInHistory } from "./pointers-in-history";

/** A file may be named by several blobs: pointers of other versions of the format. */
const MAX_BLOBS = 3;

export const getFileUses = defineQuery({
  name: "hub.getFileUses",
  summary: "See which branches, tags, commits and releases have a large file",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/storage/files/{oid}/uses" },
  input: GetFileUsesInput,
  output: FileUses,
  async run(ctx: Ctx<"repositories">, { oid, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const attached = await attachedFiles(ctx, { repoId: repo.id, oids: [oid] });
    const attachedAs = [...(attached.get(oid) ?? [])];
    const blobs = (await pointersInHistory(ctx, repo.id)).get(oid)?.blobs ?? [];
    if (blobs.length === 0) return { refs: [], commits: [], attachedAs };
    const [refs, commits] = await Promise.all([
      refsHolding(ctx, repo.id, new Set(blobs)),
      commitsTouching(ctx, repo.id, blobs.slice(0, MAX_BLOBS)),
    ]);
    return {
      refs: refs.map(({ name, kind, commit }) => ({ name, kind, commit })),
      commits: commits.map(({ id, title, author }) => ({ id, title, at: author.date })),
      attachedAs,
    };
  },
});
