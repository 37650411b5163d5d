import { authorize, putGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Collaborator, PutCollaboratorInput } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getUser } from "./user";

export const putCollaborator = defineCommand({
  name: "hub.putCollaborator",
  summary: "Give somebody a role on this repository alone",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/collaborators/{username}" },
  input: PutCollaboratorInput,
  output: Collaborator,
  async run(ctx, { username, role, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const user = await getUser(ctx, username);
    await atomically(ctx, async (ctx) => {
      await putGrant(ctx, { resourceId: repo.id, ownerId: repo.ownerId, userId: user.id, role });
      await audit(ctx, "repository.collaboratorSet", auditTarget(repo, { username: user.name, role }));
    });
    return { username: user.name, displayName: user.displayName, avatarUrl: user.avatarUrl, role };
  },
});
