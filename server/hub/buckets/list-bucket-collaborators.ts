import { authorize } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { collaboratorsOf } from "../collaborators/list-collaborators";
import { ListBucketCollaboratorsInput } from "../contract/bucket";
import { CollaboratorPage } from "../contract/repo";
import { getBucketAt, resourceOfBucket } from "./bucket";

export const listBucketCollaborators = defineQuery({
  name: "hub.listBucketCollaborators",
  summary: "List people who have a role on this bucket alone",
  http: { method: "GET", path: "/buckets/{namespace}/{name}/collaborators" },
  input: ListBucketCollaboratorsInput,
  output: CollaboratorPage,
  async run(ctx, input) {
    const bucket = await getBucketAt(ctx, input);
    await authorize(ctx, "repo.admin", resourceOfBucket(bucket));
    return collaboratorsOf(ctx, bucket, input);
  },
});
