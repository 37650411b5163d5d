import { defineQuery } from "@/server/kernel";
import { BucketAddress, BucketDetails } from "../contract/bucket";
import { getBucketAt, showBucketDetails } from "./bucket";

export const getBucket = defineQuery({
  name: "hub.getBucket",
  summary: "Look at a bucket",
  http: { method: "GET", path: "/buckets/{namespace}/{name}" },
  input: BucketAddress,
  output: BucketDetails,
  run: async (ctx, address) => showBucketDetails(ctx, await getBucketAt(ctx, address)),
});
