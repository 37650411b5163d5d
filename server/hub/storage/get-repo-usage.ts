import { authorize } from "@/server/access";
import { listStoredFiles, sizesOfRepositories, storageOf } from "@/server/content";
import { repositoryBytes } from "@/server/git";
import { type Ctx, defineQuery } from "@/server/kernel";
import { sumBuckets } from "../buckets/store";
import { RepoUsage } from "../contract/large-files";
import { RepoAddress } from "../contract/repo";
import { listAttachmentsOfRepo } from "../releases/store/attachments";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";
import { listReposOfOwner } from "../repositories/store";
import { attachedFiles } from "./attached-files";
import { pointersInHistory } from "./pointers-in-history";

const SLICE = 1_000;
const MAX_COUNTED = 20_000;

export const getRepoUsage = defineQuery({
  name: "hub.getRepoUsage",
  summary: "See what a repository keeps on the disk, and what of it nothing names any more",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/storage" },
  input: RepoAddress,
  output: RepoUsage,
  async run(ctx: Ctx<"repositories">, address) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const attachments = await listAttachmentsOfRepo(ctx.db, repo.id);
    const parts = attachments.map(({ id }) => id);
    const [gitBytes, storage, counted, accountBytes] = await Promise.all([
      repositoryBytes(ctx, repo.id),
      storageOf(ctx, repo.id, parts),
      countFiles(ctx, repo.id),
      bytesOfOwner(ctx, repo.ownerId),
    ]);
    return { gitBytes, ...storage, ...counted, accountBytes };
  },
});

async function countFiles(ctx: Ctx<"repositories">, repoId: string) {
  const named = await pointersInHistory(ctx, repoId);
  const orphans = { count: 0, bytes: 0 };
  let fileCount = 0;
  let after: { size: number; oid: string } | null = null;
  for (;;) {
    const files: Awaited<ReturnType<typeof listStoredFiles>> = await listStoredFiles(ctx, {
      repoId,
      after,
      limit: SLICE,
    });
    fileCount += files.length;
    const unnamed = files.filter(({ oid }) => !named.has(oid));
    const attached = await attachedFiles(ctx, { repoId, oids: unnamed.map(({ oid }) => oid) });
    for (const { oid, size } of unnamed) {
      if (attached.has(oid)) continue;
      orphans.count += 1;
      orphans.bytes += size;
    }
    after = files.at(-1) ?? null;
    if (files.length < SLICE || fileCount >= MAX_COUNTED) return { fileCount, orphans, isCut: files.length === SLICE };
  }
}

/** Bytes of the large files in all repositories of an account, and of its buckets. */
export async function bytesOfOwner(ctx: Ctx, ownerId: string): Promise<number> {
  const repos = await listReposOfOwner(ctx.db, ownerId);
  const [sizes, bucketBytes] = await Promise.all([
    sizesOfRepositories(
      ctx,
      repos.map(({ id }) => id),
    ),
    sumBuckets(ctx.db, ownerId),
  ]);
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, bucketBytes);
}
