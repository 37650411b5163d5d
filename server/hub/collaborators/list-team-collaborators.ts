import { authorize, listTeamGrants } from "@/server/access";
import { findTeams } from "@/server/identity";
import { type Ctx, defineQuery } from "@/server/kernel";
import { ListTeamCollaboratorsInput, TeamCollaboratorPage } from "../contract/sharing";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listTeamCollaborators = defineQuery({
  name: "hub.listTeamCollaborators",
  summary: "List teams that have a role on this repository alone",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/teams" },
  input: ListTeamCollaboratorsInput,
  output: TeamCollaboratorPage,
  async run(ctx, { shelf, namespace, name }) {
    const repo = await getRepoAt(ctx, { shelf, namespace, name });
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return { items: await teamsOn(ctx, repo.id), nextCursor: null };
  },
});

/** Teams with a role on one resource; an organisation has so few that they are one page. */
export async function teamsOn(ctx: Ctx, resourceId: string) {
  const grants = await listTeamGrants(ctx.db, resourceId);
  const teams = await findTeams(
    ctx.db,
    grants.map(({ teamId }) => teamId),
  );
  return grants.flatMap(({ teamId, role }) => {
    const team = teams.get(teamId);
    return team ? [{ team: team.name, displayName: team.displayName, role }] : [];
  });
}
