import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { type BucketChange, changeBucketFiles, type RefusedPut } from "@/server/content";
import { atomically, type Ctx, notFound } from "@/server/kernel";
import { fullNameOf } from "../repositories/repository";
import { auditBucket, type BucketOfOwner, resourceOfBucket } from "./bucket";
import { lockBucketRow, updateBucketRow } from "./store";

/** Throws `forbidden` unless the caller may change the files of the bucket. */
export const authorizeBucketWrite = (ctx: Ctx, bucket: BucketOfOwner): Promise<void> =>
  authorize(ctx, "repo.write", resourceOfBucket(bucket));

/**
 * All changes or none, one writer at a time; what is returned was refused, and then nothing was changed. The caller has
 * made sure that the actor may read each source.
 */
export async function changeFiles(
  ctx: Ctx,
  bucket: BucketOfOwner,
  changes: readonly BucketChange[],
): Promise<readonly RefusedPut[]> {
  await authorizeBucketWrite(ctx, bucket);
  return atomically(ctx, async (ctx) => {
    const row = await lockBucketRow(ctx.db, bucket.id);
    if (!row) throw notFound("Bucket", fullNameOf(bucket));
    const { refused, bytes, files } = await changeBucketFiles(ctx, { bucketId: row.id, changes });
    if (refused.length > 0) return refused;
    const sums = { sizeBytes: row.sizeBytes + bytes, fileCount: row.fileCount + files };
    await updateBucketRow(ctx.db, row.id, { ...sums, updatedAt: ctx.now() });
    const put = changes.filter(({ kind }) => kind === "put").length;
    await audit(ctx, "bucket.filesChanged", auditBucket(bucket, { put, deleted: changes.length - put, ...sums }));
    return [];
  });
}
