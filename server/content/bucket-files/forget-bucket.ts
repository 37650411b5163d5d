import { atomically, type Ctx } from "@/server/kernel";
import { removeBucketRows, removeStagedLinks } from "../store/bucket-files";
import { deletePlace } from "../store/quotas";
import { removeFileLinks } from "../store/xet-files";

const STAGED_MS = 24 * 3_600_000;

/** For a bucket that is gone: what only it could read is removed by the collector, a day later. */
export const forgetBucket = (ctx: Ctx, bucketId: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await removeBucketRows(ctx, bucketId);
    await removeFileLinks(ctx, bucketId);
    await deletePlace(ctx.db, bucketId);
  });

/** Gives up what was uploaded for these buckets a day ago; what became a file of theirs stays. Returns how much. */
export const dropStagedFiles = (ctx: Ctx, bucketIds: readonly string[]): Promise<number> =>
  bucketIds.length === 0
    ? Promise.resolve(0)
    : removeStagedLinks(ctx.db, bucketIds, new Date(ctx.now().getTime() - STAGED_MS));
