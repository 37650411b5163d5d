import { atomically, type Ctx } from "@/server/kernel";
import { deleteLocksOf } from "./store/locks";
import { removeLinks, sumBytes } from "./store/objects";
import { deleteProposedOf } from "./store/proposed-objects";
import { deletePlace } from "./store/quotas";
import { removeFileLinks, sumFiles, sumLinks } from "./store/xet-files";

/** Bytes of large files that each repository may read; shared bytes count in each. Absent: none. */
export async function sizesOfRepositories(ctx: Ctx, repoIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const [sizes, files] = await Promise.all([sumBytes(ctx.db, repoIds), sumFiles(ctx.db, repoIds)]);
  for (const [repoId, bytes] of files) sizes.set(repoId, (sizes.get(repoId) ?? 0) + bytes);
  return sizes;
}

/** Of files that came in chunks: what was sent for them, and what they have, in bytes; `null` when none did. */
export async function chunkedBytesOf(ctx: Ctx, repoId: string) {
  const { sentBytes, fileBytes } = await sumLinks(ctx.db, repoId);
  return fileBytes === 0 ? null : { sentBytes, fileBytes };
}

/** For a repository that is gone for good: what only it could read is removed by the collector, a day later. */
export const unlinkRepository = (ctx: Ctx, repoId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await removeLinks(ctx, repoId);
    await removeFileLinks(ctx, repoId);
    await deleteProposedOf(ctx.db, repoId);
    await deleteLocksOf(ctx.db, repoId);
    await deletePlace(ctx.db, repoId);
  });
