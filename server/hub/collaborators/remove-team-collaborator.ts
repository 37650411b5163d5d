import { authorize, removeGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { TeamCollaboratorInput } from "../contract/sharing";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getTeamOf } from "./team";

export const removeTeamCollaborator = defineCommand({
  name: "hub.removeTeamCollaborator",
  summary: "Take a team's role on this repository away",
  http: { method: "DELETE", path: "/{shelf}/{namespace}/{name}/teams/{team}", status: 204 },
  input: TeamCollaboratorInput,
  output: Nothing,
  async run(ctx, { team: teamName, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const team = await getTeamOf(ctx, repo.namespace, teamName);
    await atomically(ctx, async (ctx) => {
      await removeGrant(ctx.db, { resourceId: repo.id, teamId: team.id });
      await audit(ctx, "repository.collaboratorRemoved", auditTarget(repo, { team: team.name }));
    });
    return {};
  },
});
