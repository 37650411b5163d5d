import { authorize, forgetResource } from "@/server/access";
import { audit } from "@/server/audit";
import { forgetBucket } from "@/server/content";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { BucketAddress } from "../contract/bucket";
import { auditBucket, type BucketOfOwner, getBucketAt, resourceOfBucket } from "./bucket";
import { deleteBucketRow, lockBucketRow } from "./store";

export const deleteBucket = defineCommand({
  name: "hub.deleteBucket",
  summary: "Delete a bucket and its files for good",
  http: { method: "DELETE", path: "/buckets/{namespace}/{name}", status: 204 },
  input: BucketAddress,
  output: Nothing,
  async run(ctx, address) {
    await dropBucket(ctx, await getBucketAt(ctx, address));
    return {};
  },
});

export async function dropBucket(ctx: Ctx, bucket: BucketOfOwner): Promise<void> {
  await authorize(ctx, "repo.admin", resourceOfBucket(bucket));
  await atomically(ctx, async (ctx) => {
    await removeBucket(ctx, bucket.id);
    await audit(ctx, "bucket.deleted", auditBucket(bucket, { fileCount: bucket.fileCount }));
  });
}

/** Without asking who wants it: for those who have authorised themselves. Waits for a writer; safe to run twice. */
export const removeBucket = (ctx: Ctx, id: string): Promise<void> =>
  atomically(ctx, async (ctx) => {
    await lockBucketRow(ctx.db, id);
    await forgetBucket(ctx, id);
    await forgetResource(ctx.db, id);
    await deleteBucketRow(ctx.db, id);
  });
