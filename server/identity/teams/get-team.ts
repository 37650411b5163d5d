import { defineQuery } from "@/server/kernel";
import { Team, TeamPath } from "../contract/team";
import { countTeamMembers } from "./store";
import { getTeamFor, showTeam } from "./team";

export const getTeam = defineQuery({
  name: "identity.getTeam",
  summary: "Look at a team of an organization",
  http: { method: "GET", path: "/organizations/{name}/teams/{team}" },
  input: TeamPath,
  output: Team,
  async run(ctx, path) {
    const team = await getTeamFor(ctx, "team.read", path);
    return showTeam(ctx, { team, memberCount: await countTeamMembers(ctx.db, team.id) });
  },
});
