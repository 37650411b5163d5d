import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { CreateTeamInput, Team } from "../contract/team";
import { getOrganizationFor } from "../organization";
import { lockAccount } from "../store/accounts";
import { countTeams, insertTeam } from "./store";
import { auditTeam, showTeam, teamNameTaken } from "./team";

const MAX_TEAMS = 500;

export const createTeam = defineCommand({
  name: "identity.createTeam",
  summary: "Create a team of members of an organization, to give them roles together",
  http: { method: "POST", path: "/organizations/{name}/teams", status: 201 },
  input: CreateTeamInput,
  output: Team,
  async run(ctx, { name, team, displayName = team, description }) {
    const { id: organizationId } = await getOrganizationFor(ctx, "organization.manage", name);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, organizationId);
      if ((await countTeams(ctx.db, organizationId)) >= MAX_TEAMS) {
        throw new DomainError("quota_exceeded", `An organization has at most ${MAX_TEAMS} teams: delete one first`);
      }
      const row = await insertTeam(ctx, { organizationId, name: team, displayName, description });
      if (!row) throw teamNameTaken(team);
      await audit(ctx, "team.created", auditTeam(row));
      return showTeam(ctx, { team: row, memberCount: 0 });
    });
  },
});
