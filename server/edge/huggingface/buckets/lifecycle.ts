import type { z } from "zod";
import {
  addBucket,
  type BucketOfOwner,
  browseBuckets,
  changeBucket,
  dropBucket,
  getReadableBucket,
  relocateBucket,
  showBucket,
} from "@/server/hub";
import { type BucketAddress, CreateBucketInput } from "@/server/hub/contract/bucket";
import { type Ctx, hexId } from "@/server/kernel";
import { inputOf } from "../../input-of";
import { readBody } from "../../read-body";
import { respondJson } from "../../respond";
import { type Call, nextLink } from "../call";
import { type BucketCall, bucketOf, namespaceIn } from "./call";
import { BucketVisibilityBody } from "./wire";

const PAGE = 100;

const wireOf = (bucket: Omit<ReturnType<typeof showBucket>, "url">) => ({
  _id: hexId(bucket.id),
  id: `${bucket.namespace}/${bucket.name}`,
  private: bucket.visibility !== "public",
  visibility: bucket.visibility,
  createdAt: bucket.createdAt,
  updatedAt: bucket.updatedAt,
  size: bucket.sizeBytes,
  totalFiles: bucket.fileCount,
});

/** `POST /api/buckets/{namespace}/{name}` */
export async function postBucket(call: BucketCall): Promise<void> {
  const { ctx, address } = call;
  const body = await readBody(call, BucketVisibilityBody);
  const namespace = await namespaceIn(call, address.namespace);
  const input = inputOf(CreateBucketInput, { ...address, namespace, ...visibilityIn(body) });
  const bucket = await addBucket(ctx, input);
  const { url } = showBucket(ctx, bucket);
  respondJson(call, { status: 200, body: { url, name: `${bucket.namespace}/${bucket.name}`, id: hexId(bucket.id) } });
}

/** `GET /api/buckets/{namespace}` */
export async function getBuckets(call: Call, named: string): Promise<void> {
  const { ctx, query } = call;
  const { items, nextCursor } = await browseBuckets(ctx, {
    owner: await namespaceIn(call, named),
    search: query.get("search")?.slice(0, 200) || undefined,
    limit: PAGE,
    cursor: query.get("cursor") ?? undefined,
  });
  respondJson(call, { status: 200, body: items.map(wireOf), headers: nextLink(call, nextCursor) });
}

/** `GET /api/buckets/{namespace}/{name}` */
export async function getBucket(call: BucketCall): Promise<void> {
  respondJson(call, { status: 200, body: wireOf(showBucket(call.ctx, await bucketOf(call))) });
}

/** `PUT …/settings` */
export async function putBucketSettings(call: BucketCall): Promise<void> {
  const { visibility } = visibilityIn(await readBody(call, BucketVisibilityBody));
  const bucket = await bucketOf(call);
  const changed = visibility === undefined ? bucket : await changeBucket(call.ctx, bucket, { visibility });
  respondJson(call, {
    status: 200,
    body: { private: changed.visibility !== "public", visibility: changed.visibility },
  });
}

/** `DELETE /api/buckets/{namespace}/{name}` */
export async function deleteBucket(call: BucketCall): Promise<void> {
  await dropBucket(call.ctx, await bucketOf(call));
  respondJson(call, { status: 200, body: {} });
}

/** For `POST /api/repos/move` with the type `bucket`. */
export async function moveBucketTo(
  ctx: Ctx,
  from: BucketAddress,
  { name, namespace = from.namespace }: { readonly name: string; readonly namespace?: string | undefined },
): Promise<BucketOfOwner> {
  return relocateBucket(ctx, await getReadableBucket(ctx, from), { namespace, name });
}

function visibilityIn({ visibility, private: isPrivate }: z.infer<typeof BucketVisibilityBody>) {
  if (visibility) return { visibility };
  if (isPrivate === undefined || isPrivate === null) return {};
  return { visibility: isPrivate ? ("private" as const) : ("public" as const) };
}
