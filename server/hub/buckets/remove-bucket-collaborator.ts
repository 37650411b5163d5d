import { authorize, authorizeOwn, personOf, removeGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { getUser } from "../collaborators/user";
import { BucketCollaboratorInput } from "../contract/bucket";
import { auditBucket, getBucketAt, resourceOfBucket } from "./bucket";

export const removeBucketCollaborator = defineCommand({
  name: "hub.removeBucketCollaborator",
  summary: "Take a role on this bucket away, or leave",
  http: { method: "DELETE", path: "/buckets/{namespace}/{name}/collaborators/{username}", status: 204 },
  input: BucketCollaboratorInput,
  output: Nothing,
  async run(ctx, { username, ...address }) {
    const bucket = await getBucketAt(ctx, address);
    const { id: userId, name } = await getUser(ctx, username);
    const leaves = personOf(ctx).userId === userId;
    if (leaves) await authorizeOwn(ctx, "account.manage"); // no token that may only read gives a role up
    await authorize(ctx, leaves ? "repo.read" : "repo.admin", resourceOfBucket(bucket));
    await atomically(ctx, async (ctx) => {
      await removeGrant(ctx.db, { resourceId: bucket.id, userId });
      await audit(ctx, "bucket.collaboratorRemoved", auditBucket(bucket, { username: name }));
    });
    return {};
  },
});
