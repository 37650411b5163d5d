import { authorize, putGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { getUser } from "../collaborators/user";
import { PutBucketCollaboratorInput } from "../contract/bucket";
import { Collaborator } from "../contract/repo";
import { auditBucket, getBucketAt, resourceOfBucket } from "./bucket";

export const putBucketCollaborator = defineCommand({
  name: "hub.putBucketCollaborator",
  summary: "Give somebody a role on this bucket alone",
  http: { method: "PUT", path: "/buckets/{namespace}/{name}/collaborators/{username}" },
  input: PutBucketCollaboratorInput,
  output: Collaborator,
  async run(ctx, { username, role, ...address }) {
    const bucket = await getBucketAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOfBucket(bucket));
    const { id: userId, name, displayName, avatarUrl } = await getUser(ctx, username);
    await atomically(ctx, async (ctx) => {
      await putGrant(ctx, { resourceId: bucket.id, ownerId: bucket.ownerId, userId, role });
      await audit(ctx, "bucket.collaboratorSet", auditBucket(bucket, { username: name, role }));
    });
    return { username: name, displayName, avatarUrl, role };
  },
});
