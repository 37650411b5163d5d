import { atomically, type Ctx } from "@/server/kernel";
import { holdQuota } from "./quota";
import { sizesOfRepositories } from "./repository-objects";
import { copyLinkRows } from "./store/objects";
import { copyFileLinks } from "./store/xet-files";

interface Copy {
  readonly fromRepoId: string;
  readonly toRepoId: string;
}

/**
 * Lets a repository read every object of another one; no byte is copied. The caller has made sure that the actor may
 * read the source and write the target. Doing it twice changes nothing. Throws `quota_exceeded` (`storage_quota`).
 */
export const copyLinks = (ctx: Ctx, copy: Copy): Promise<void> =>
  atomically(ctx, async (ctx) => {
    const sizes = await sizesOfRepositories(ctx, [copy.fromRepoId, copy.toRepoId]);
    const bytes = (sizes.get(copy.fromRepoId) ?? 0) - (sizes.get(copy.toRepoId) ?? 0);
    if (bytes > 0) await holdQuota(ctx, { placeId: copy.toRepoId, bytes });
    await copyLinkRows(ctx, copy);
    await copyFileLinks(ctx, copy);
  });
