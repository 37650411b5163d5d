import { statBucketFiles } from "@/server/content";
import { defineCommand } from "@/server/kernel";
import { ChangedBucketFiles, DeleteBucketFilesInput } from "../contract/bucket";
import { getBucketAt } from "./bucket";
import { authorizeBucketWrite, changeFiles } from "./change-files";

export const deleteBucketFiles = defineCommand({
  name: "hub.deleteBucketFiles",
  summary: "Delete files of a bucket for good; those that are not there are left out",
  http: { method: "POST", path: "/buckets/{namespace}/{name}/files/delete" },
  input: DeleteBucketFilesInput,
  output: ChangedBucketFiles,
  async run(ctx, { paths, ...address }) {
    const bucket = await getBucketAt(ctx, address);
    await authorizeBucketWrite(ctx, bucket);
    const files = await statBucketFiles(ctx, { bucketId: bucket.id, paths: [...new Set(paths)] });
    if (files.length === 0) return { changed: 0 };
    await changeFiles(
      ctx,
      bucket,
      files.map(({ path }) => ({ kind: "delete", path })),
    );
    return { changed: files.length };
  },
});
