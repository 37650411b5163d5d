import { authorize, changeOwner } from "@/server/access";
import { audit } from "@/server/audit";
import { movePlaces } from "@/server/content";
import { getOwner } from "@/server/identity";
import { atomically, type Ctx, defineCommand, notFound } from "@/server/kernel";
import { BucketDetails, MoveBucketInput } from "../contract/bucket";
import { authorizeCreation } from "../repositories/create-repo";
import { foldName, fullNameOf } from "../repositories/repository";
import {
  auditBucket,
  type BucketOfOwner,
  bucketNameTaken,
  getBucketAt,
  resourceOfBucket,
  showBucketDetails,
} from "./bucket";
import { dropBucketRedirect, findBucketAt, lockBucketRow, putBucketRedirect, updateBucketRow } from "./store";

export const moveBucket = defineCommand({
  name: "hub.moveBucket",
  summary: "Rename a bucket or give it to another owner; its old address leads to the new one",
  http: { method: "POST", path: "/buckets/{namespace}/{name}/move" },
  input: MoveBucketInput,
  output: BucketDetails,
  async run(ctx, { newNamespace, newName, ...address }) {
    const bucket = await getBucketAt(ctx, address);
    const to = { namespace: newNamespace ?? bucket.namespace, name: newName ?? bucket.name };
    return showBucketDetails(ctx, await relocateBucket(ctx, bucket, to));
  },
});

/**
 * Files stay where they are; what was given on it counts for its new owner, and teams are left. Throws `forbidden`,
 * `conflict` (`name_taken`).
 */
export async function relocateBucket(
  ctx: Ctx,
  bucket: BucketOfOwner,
  { namespace, name }: Pick<BucketOfOwner, "namespace" | "name">,
): Promise<BucketOfOwner> {
  await authorize(ctx, "repo.admin", resourceOfBucket(bucket));
  const owner = await getOwner(ctx, namespace);
  if (owner.id !== bucket.ownerId) await authorizeCreation(ctx, owner);
  const place = { ownerId: owner.id, name, nameFolded: foldName(name), updatedAt: ctx.now() };
  const moved = { ...bucket, ...place, namespace: owner.name };
  await atomically(ctx, async (ctx) => {
    const before = await lockBucketRow(ctx.db, bucket.id);
    if (!before) throw notFound("Bucket", fullNameOf(bucket));
    await authorize(ctx, "repo.admin", resourceOfBucket(before)); // somebody else may have moved it meanwhile
    const taken = await findBucketAt(ctx.db, place);
    if (taken && taken.id !== bucket.id) throw bucketNameTaken(ctx, moved);
    await updateBucketRow(ctx.db, bucket.id, place);
    if (before.ownerId !== place.ownerId) await changeOwner(ctx.db, bucket.id, place.ownerId);
    await movePlaces(ctx, [bucket.id], place.ownerId);
    await dropBucketRedirect(ctx.db, place);
    if (before.ownerId !== place.ownerId || before.nameFolded !== place.nameFolded) {
      await putBucketRedirect(ctx.db, before);
    }
    await audit(ctx, "bucket.moved", auditBucket(moved, { before: fullNameOf(bucket) }));
  });
  return moved;
}
