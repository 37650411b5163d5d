import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { GroupMember, PutGroupTeamInput } from "../contract/resource-group";
import { lockAccount } from "../store/accounts";
import { findTeamRow } from "../teams/store";
import { auditGroup, getGroupFor } from "./resource-group";
import { setGroupRole } from "./set-group-role";

export const putGroupTeam = defineCommand({
  name: "identity.putGroupTeam",
  summary: "Give a team of the organization a role in a resource group, or change it",
  http: { method: "PUT", path: "/organizations/{name}/resource-groups/{group}/teams/{team}" },
  input: PutGroupTeamInput,
  output: GroupMember,
  async run(ctx, { team: teamName, role, ...path }) {
    const group = await getGroupFor(ctx, "group.manage", path);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, group.organizationId);
      const team = await findTeamRow(ctx.db, group.organizationId, teamName);
      if (!team) throw notFound("Team", teamName);
      const { before, createdAt } = await setGroupRole(ctx, group.id, { teamId: team.id, role });
      await audit(ctx, "resourceGroup.memberSet", auditGroup(group, { team: team.name, before, role }));
      return { user: null, team, role, createdAt };
    });
  },
});
