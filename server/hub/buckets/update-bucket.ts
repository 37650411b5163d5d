import { authorize } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { BucketDetails, UpdateBucketInput } from "../contract/bucket";
import { auditBucket, type BucketOfOwner, getBucketAt, resourceOfBucket, showBucketDetails } from "./bucket";
import { updateBucketRow } from "./store";

export const updateBucket = defineCommand({
  name: "hub.updateBucket",
  summary: "Change who sees a bucket",
  http: { method: "PATCH", path: "/buckets/{namespace}/{name}" },
  input: UpdateBucketInput,
  output: BucketDetails,
  run: async (ctx, { visibility, ...address }) =>
    showBucketDetails(ctx, await changeBucket(ctx, await getBucketAt(ctx, address), { visibility })),
});

export async function changeBucket(
  ctx: Ctx,
  bucket: BucketOfOwner,
  { visibility }: Pick<BucketOfOwner, "visibility">,
): Promise<BucketOfOwner> {
  await authorize(ctx, "repo.admin", resourceOfBucket(bucket));
  const changed = { ...bucket, visibility, updatedAt: ctx.now() };
  await atomically(ctx, async (ctx) => {
    await updateBucketRow(ctx.db, bucket.id, { visibility, updatedAt: changed.updatedAt });
    await audit(ctx, "bucket.updated", auditBucket(changed, { visibility }));
  });
  return changed;
}
