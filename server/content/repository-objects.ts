import { atomically, type Ctx } from "@/server/kernel";
import { removeLinks, sumBytes } from "./store";

/** Bytes of large files that each repository may read; shared bytes count in each. Absent: none. */
export const sizesOfRepositories = (ctx: Ctx, repoIds: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  sumBytes(ctx.db, repoIds);

/** For a repository that is gone for good: what only it could read is removed by the collector, a day later. */
export const unlinkRepository = (ctx: Ctx, repoId: string): Promise<void> =>
  atomically(ctx, (ctx) => removeLinks(ctx, repoId));
