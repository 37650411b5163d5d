import { authorize, listGrantsOfTeams } from "@/server/access";
import { findTeams } from "@/server/identity";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import type { PageInput } from "@/server/kernel/contract";
import { ListTeamCollaboratorsInput, TeamCollaboratorPage } from "../contract/sharing";
import { getRepoAt } from "../repositories/get-readable-repo";
import { resourceOf } from "../repositories/repository";

export const listTeamCollaborators = defineQuery({
  name: "hub.listTeamCollaborators",
  summary: "List teams that have a role on this repository alone",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/teams" },
  input: ListTeamCollaboratorsInput,
  output: TeamCollaboratorPage,
  async run(ctx, input) {
    const repo = await getRepoAt(ctx, input);
    await authorize(ctx, "repo.admin", resourceOf(repo));
    return teamsOn(ctx, repo, input);
  },
});

/** Teams with a role of their own on one repository or collection, the first given first. */
export async function teamsOn(ctx: Ctx, { id: resourceId }: { readonly id: string }, input: PageInput) {
  const { items: grants, nextCursor } = await page(ctx, input, {
    list: "hub.teams",
    keyOf: ({ id }: { readonly id: string }) => ({ sort: "", id }),
    read: (after, limit) => listGrantsOfTeams(ctx.db, { resourceId, after, limit }),
  });
  const teams = await findTeams(
    ctx.db,
    grants.map(({ teamId }) => teamId),
  );
  const items = grants.flatMap(({ teamId, role }) => {
    const team = teams.get(teamId);
    return team ? [{ team: team.name, displayName: team.displayName, role }] : [];
  });
  return { items, nextCursor };
}
