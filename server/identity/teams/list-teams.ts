import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListTeamsInput, Team } from "../contract/team";
import { getOrganizationFor } from "../organization";
import { listTeamRows } from "./store";
import { showTeam } from "./team";

export const listTeams = defineQuery({
  name: "identity.listTeams",
  summary: "List the teams of an organization that you may see, by name",
  http: { method: "GET", path: "/organizations/{name}/teams" },
  input: ListTeamsInput,
  output: pageOf(Team),
  async run(ctx, input) {
    const { id: organizationId } = await getOrganizationFor(ctx, "organization.read", input.name);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listTeams",
      read: (after, limit) => listTeamRows(ctx, { organizationId, search: input.search }, { after, limit }),
      keyOf: ({ team }) => ({ sort: team.nameFolded, id: team.id }),
    });
    return { items: items.map((row) => showTeam(ctx, row)), nextCursor };
  },
});
