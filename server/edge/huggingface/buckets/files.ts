import { allows } from "@/server/access";
import { type BucketFile, openBucketFile, signXetToken, statBucketFiles } from "@/server/content";
import { authorizeBucketWrite, type BucketOfOwner, browseFiles, bucketPathOf, resourceOfBucket } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { DomainError, userIdOf } from "@/server/kernel";
import { mediaTypeOf } from "../../media-type";
import { readBody } from "../../read-body";
import { respondJson } from "../../respond";
import { dispositionOf, sendFile } from "../../send-file";
import { casUrlOf, respondXetToken } from "../../xet/token";
import { decoded, isTrue, limitIn, nextLink } from "../call";
import { type BucketCall, bucketOf } from "./call";
import { BucketPathsBody } from "./wire";

const PAGE = 1_000;

/** `GET …/tree[/{folder}]` */
export async function getBucketTree(call: BucketCall): Promise<void> {
  const { ctx, query } = call;
  const { items, nextCursor } = await browseFiles(ctx, await bucketOf(call), {
    path: decoded(call.rest),
    recursive: isTrue(query.get("recursive")),
    limit: limitIn(query, { most: PAGE }),
    cursor: query.get("cursor") ?? undefined,
  });
  const body = items.map((entry) => (entry.kind === "file" ? wireOf(entry) : { type: entry.kind, path: entry.path }));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

/** `POST …/paths-info`: what is not a file of the bucket is left out. */
export async function postBucketPathsInfo(call: BucketCall): Promise<void> {
  const bucket = await bucketOf(call);
  const { paths } = await readBody(call, BucketPathsBody);
  const files = await statBucketFiles(call.ctx, { bucketId: bucket.id, paths });
  respondJson(call, { status: 200, body: files.map(wireOf) });
}

const wireOf = ({ path, size, xetHash, modifiedAt, uploadedAt }: BucketFile) => ({
  type: "file",
  ...{ path, size, xetHash, uploadedAt },
  ...(modifiedAt !== null && { mtime: modifiedAt }),
});

/** `GET …/xet-read-token` */
export async function getBucketReadToken(call: BucketCall): Promise<void> {
  const bucket = await bucketOf(call);
  const reachesUnsafe = await allows(call.ctx, "repo.write", resourceOfBucket(bucket));
  respondXetToken(
    call,
    signXetToken(call.ctx, {
      xet: "read",
      repoId: bucket.id,
      ownerId: bucket.ownerId,
      reachesUnsafe,
      proposerId: null,
      userId: userIdOf(call.ctx.actor),
    }),
  );
}

/** `GET …/xet-write-token` */
export async function getBucketWriteToken(call: BucketCall): Promise<void> {
  const bucket = await bucketOf(call);
  await authorizeBucketWrite(call.ctx, bucket);
  const { id: repoId, ownerId } = bucket;
  const userId = userIdOf(call.ctx.actor);
  respondXetToken(
    call,
    signXetToken(call.ctx, { xet: "write", repoId, ownerId, reachesUnsafe: true, proposerId: null, userId }),
  );
}

/** `GET|HEAD /buckets/{namespace}/{name}/resolve/{path}`: the bytes of a file, or a part of them. */
export async function getBucketFile(call: BucketCall): Promise<void> {
  const { ctx, query } = call;
  const path = decoded(call.rest);
  const bucket = await bucketOf(call);
  const [file] = await statBucketFiles(ctx, { bucketId: bucket.id, paths: [path] });
  if (!file) throw new DomainError("not_found", "The bucket has no such file", { reason: "entry_not_found" });
  const { size, xetHash, uploadedAt } = file;
  const isDownload = isTrue(query.get("download"));
  await sendFile(call, {
    size,
    etag: xetHash,
    headers: {
      "content-type": mediaTypeOf(path),
      "content-disposition": dispositionOf(path, isDownload),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-cache",
      "last-modified": uploadedAt.toUTCString(),
      vary: "Authorization, Origin",
      "x-linked-size": size,
      "x-linked-etag": `"${xetHash}"`,
      ...xetHeaders(ctx, bucket, xetHash),
    },
    open: (range) => openBucketFile(ctx, { bucketId: bucket.id, xetHash, range }),
  });
}

/** Also for an empty file, of which clients ask where the others are. */
function xetHeaders({ site, ...ctx }: Ctx, bucket: BucketOfOwner, xetHash: string) {
  const token = `${site.origin}/api${bucketPathOf(bucket)}/xet-read-token`;
  const reconstruction = `${casUrlOf({ ...ctx, site })}/v1/reconstructions/${xetHash}`;
  return {
    "x-xet-hash": xetHash,
    "x-xet-refresh-route": token,
    link: `<${token}>; rel="xet-auth", <${reconstruction}>; rel="xet-reconstruction-info"`,
  };
}
