import { authorize, authorizeOwn, personOf, removeGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { CollaboratorInput } from "../contract/repo";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getUser } from "./user";

export const removeCollaborator = defineCommand({
  name: "hub.removeCollaborator",
  summary: "Take a role on this repository away, or leave",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/collaborators/{username}", status: 204 },
  input: CollaboratorInput,
  output: Nothing,
  async run(ctx, { username, ...address }) {
    const repo = await getRepoAt(ctx, address);
    const user = await getUser(ctx, username);
    const leaves = personOf(ctx).userId === user.id;
    if (leaves) await authorizeOwn(ctx, "account.manage"); // no token that may only read gives a role up
    await authorize(ctx, leaves ? "repo.read" : "repo.admin", resourceOf(repo));
    await atomically(ctx, async (ctx) => {
      await removeGrant(ctx.db, { resourceId: repo.id, userId: user.id });
      await audit(ctx, "repository.collaboratorRemoved", auditTarget(repo, { username: user.name }));
    });
    return {};
  },
});
