import { atomically, type Ctx } from "@/server/kernel";
import { deleteLocksOf } from "./store/locks";
import { removeLinks, sumBytes } from "./store/objects";

/** Bytes of large files that each repository may read; shared bytes count in each. Absent: none. */
export const sizesOfRepositories = (ctx: Ctx, repoIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  sumBytes(ctx.db, repoIds);

/** For a repository that is gone for good: what only it could read is removed by the collector, a day later. */
export const unlinkRepository = (ctx: Ctx, repoId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await removeLinks(ctx, repoId);
    await deleteLocksOf(ctx.db, repoId);
  });
