import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { GroupTeamPath } from "../contract/resource-group";
import { findTeamRow } from "../teams/store";
import { auditGroup, getGroupFor } from "./resource-group";
import { deleteGroupMemberRow, findGroupMember } from "./store";

export const removeGroupTeam = defineCommand({
  name: "identity.removeGroupTeam",
  summary: "Take a team's role in a resource group away",
  http: { method: "DELETE", path: "/organizations/{name}/resource-groups/{group}/teams/{team}", status: 204 },
  input: GroupTeamPath,
  output: Nothing,
  async run(ctx, { team: teamName, ...path }) {
    const group = await getGroupFor(ctx, "group.manage", path);
    const team = await findTeamRow(ctx.db, group.organizationId, teamName);
    const row = team && (await findGroupMember(ctx.db, group.id, { teamId: team.id }));
    if (!team || !row) throw notFound("Team", teamName);
    return atomically(ctx, async (ctx) => {
      await deleteGroupMemberRow(ctx.db, group.id, { teamId: team.id });
      await audit(ctx, "resourceGroup.memberRemoved", auditGroup(group, { team: team.name, role: row.role }));
      return {};
    });
  },
});
