import { authorize, putGrant } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { PutTeamCollaboratorInput, TeamCollaborator } from "../contract/sharing";
import { getRepoAt } from "../repositories/get-readable-repo";
import { auditTarget, resourceOf } from "../repositories/repository";
import { getTeamOf } from "./team";

export const putTeamCollaborator = defineCommand({
  name: "hub.putTeamCollaborator",
  summary: "Give a team of the owning organization a role on this repository alone",
  http: { method: "PUT", path: "/{shelf}/{namespace}/{name}/teams/{team}" },
  input: PutTeamCollaboratorInput,
  output: TeamCollaborator,
  async run(ctx, { team: teamName, role, ...address }) {
    const repo = await getRepoAt(ctx, address);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    const team = await getTeamOf(ctx, repo.namespace, teamName);
    await atomically(ctx, async (ctx) => {
      await putGrant(ctx, { resourceId: repo.id, ownerId: repo.ownerId, teamId: team.id, role });
      await audit(ctx, "repository.collaboratorSet", auditTarget(repo, { team: team.name, role }));
    });
    return { team: team.name, displayName: team.displayName, role };
  },
});
