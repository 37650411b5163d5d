import { type BucketOfOwner, findMovedBucketAt, getReadableBucket } from "@/server/hub";
import { getOwner } from "@/server/identity";
import { DomainError } from "@/server/kernel";
import { type Call, MovedBucket } from "../call";

/** A request about a bucket. */
export interface BucketCall extends Call {
  /** `me` is the caller. */
  readonly address: { readonly namespace: string; readonly name: string };
  /** Raw remainder after the verb. */
  readonly rest: string;
}

/** Clients call the namespace of who they are `me`; no account has that name. */
export const namespaceIn = async ({ ctx }: Call, namespace: string): Promise<string> =>
  namespace === "me" ? (await getOwner(ctx)).name : namespace;

/** Throws `not_found`, or `MovedBucket` for an old address. */
export async function bucketOf(call: BucketCall): Promise<BucketOfOwner> {
  const { ctx, address } = call;
  const place = { ...address, namespace: await namespaceIn(call, address.namespace) };
  try {
    return await getReadableBucket(ctx, place);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not_found") throw error;
    const moved = await findMovedBucketAt(ctx, place);
    throw moved ? new MovedBucket(moved) : error;
  }
}
