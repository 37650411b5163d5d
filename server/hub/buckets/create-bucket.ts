import { audit } from "@/server/audit";
import { openPlace } from "@/server/content";
import { getOwner } from "@/server/identity";
import { atomically, type Ctx, defineCommand, newRow } from "@/server/kernel";
import { readSettings } from "@/server/settings";
import { BucketDetails, CreateBucketInput } from "../contract/bucket";
import { authorizeCreation, creatorOf } from "../repositories/create-repo";
import { foldName } from "../repositories/repository";
import { auditBucket, type BucketOfOwner, bucketNameTaken, showBucketDetails } from "./bucket";
import { insertBucket } from "./store";

export const createBucket = defineCommand({
  name: "hub.createBucket",
  summary: "Create a bucket: files without a history",
  http: { method: "POST", path: "/buckets", status: 201 },
  input: CreateBucketInput,
  output: BucketDetails,
  run: async (ctx, input) => showBucketDetails(ctx, await addBucket(ctx, input)),
});

/** Throws `forbidden` or `not_found` for the owner, and `conflict` (`name_taken`, with the `url` of what has the name). */
export async function addBucket(ctx: Ctx, { name, namespace, visibility }: CreateBucketInput): Promise<BucketOfOwner> {
  const owner = await getOwner(ctx, namespace);
  await authorizeCreation(ctx, owner);
  const bucket: BucketOfOwner = {
    ...newRow(ctx),
    ...{ ownerId: owner.id, namespace: owner.name, creatorId: creatorOf(ctx, owner) },
    ...{ name, nameFolded: foldName(name), sizeBytes: 0, fileCount: 0 },
    visibility: visibility ?? (await readSettings(ctx.db)).defaultVisibility,
  };
  const { namespace: _, ...row } = bucket;
  await atomically(ctx, async (ctx) => {
    if (!(await insertBucket(ctx.db, row))) throw bucketNameTaken(ctx, bucket);
    await openPlace(ctx, { placeId: row.id, ownerId: row.ownerId, isBucket: true });
    await audit(ctx, "bucket.created", auditBucket(bucket, { visibility: bucket.visibility }));
  });
  return bucket;
}
