import { allows, authorize, type Resource } from "@/server/access";
import { findAccountByName, findAccounts } from "@/server/identity";
import { type Ctx, DomainError, notFound, notFoundAs, nullWhenNotFound } from "@/server/kernel";
import type { Bucket, BucketAddress, BucketDetails } from "../contract/bucket";
import { foldName, fullNameOf } from "../repositories/repository";
import { type BucketRow, findBucketAt, findMovedBucket } from "./store";

/** A bucket as other rooms see it: its row, and the name of its owner. */
export type BucketOfOwner = BucketRow & { readonly namespace: string };

export const resourceOfBucket = (row: BucketRow): Resource => ({
  kind: "Bucket",
  id: row.id,
  ownerId: row.ownerId,
  visibility: row.visibility,
  creatorId: row.creatorId,
});

/**
 * The bucket at this address. Throws `not_found`, in the same words, for one that is missing and for one the actor
 * cannot see; does not follow old names (`findMovedBucketAt` does).
 */
export async function getReadableBucket(ctx: Ctx, { namespace, name }: BucketAddress): Promise<BucketOfOwner> {
  const asked = fullNameOf({ namespace, name });
  const owner = await findAccountByName(ctx.db, namespace);
  const row = owner && (await findBucketAt(ctx.db, { ownerId: owner.id, nameFolded: foldName(name) }));
  if (!row) throw notFound("Bucket", asked);
  return readable(ctx, { ...row, namespace: owner.name }, asked);
}

/** Where a bucket is now that had this address before; `null` when there is none the actor may see. */
export async function findMovedBucketAt(ctx: Ctx, { namespace, name }: BucketAddress): Promise<BucketOfOwner | null> {
  const before = await findAccountByName(ctx.db, namespace);
  const row = before && (await findMovedBucket(ctx.db, { ownerId: before.id, nameFolded: foldName(name) }));
  const owner = row && (await findAccounts(ctx.db, [row.ownerId])).get(row.ownerId);
  if (!owner) return null;
  return readable(ctx, { ...row, namespace: owner.name }, fullNameOf({ namespace, name })).catch(nullWhenNotFound);
}

/** For operations: the bucket at an address, or the one that had it before. */
export async function getBucketAt(ctx: Ctx, address: BucketAddress): Promise<BucketOfOwner> {
  const bucket = await getReadableBucket(ctx, address).catch(nullWhenNotFound);
  const found = bucket ?? (await findMovedBucketAt(ctx, address));
  if (!found) throw notFound("Bucket", fullNameOf(address));
  return found;
}

async function readable(ctx: Ctx, bucket: BucketOfOwner, asked: string): Promise<BucketOfOwner> {
  await authorize(ctx, "repo.read", resourceOfBucket(bucket)).catch(notFoundAs("Bucket", asked));
  return bucket;
}

/** Path of its page, which is also where its files are served. */
export const bucketPathOf = ({ namespace, name }: BucketAddress): string => `/buckets/${namespace}/${name}`;

export const showBucket = ({ site }: Ctx, bucket: BucketOfOwner): Bucket => {
  const { id, namespace, name, visibility, sizeBytes, fileCount, createdAt, updatedAt } = bucket;
  const url = `${site.origin}${bucketPathOf(bucket)}`;
  return { id, namespace, name, visibility, sizeBytes, fileCount, createdAt, updatedAt, url };
};

export async function showBucketDetails(ctx: Ctx, bucket: BucketOfOwner): Promise<BucketDetails> {
  const resource = resourceOfBucket(bucket);
  const [write, admin] = await Promise.all([allows(ctx, "repo.write", resource), allows(ctx, "repo.admin", resource)]);
  return { ...showBucket(ctx, bucket), can: { write, admin } };
}

export const auditBucket = (bucket: BucketOfOwner, details: Readonly<Record<string, unknown>> = {}) => ({
  kind: "bucket",
  id: bucket.id,
  name: `buckets/${fullNameOf(bucket)}`,
  ownerId: bucket.ownerId,
  details,
});

/** The address is in use; its page is in the details. */
export const bucketNameTaken = ({ site }: Ctx, address: BucketAddress): DomainError =>
  new DomainError("conflict", `${address.namespace} has a bucket ${address.name} already: choose another name`, {
    reason: "name_taken",
    details: { url: `${site.origin}${bucketPathOf(address)}` },
  });
