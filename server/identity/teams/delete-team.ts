import { removeGrantsOfTeam } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { TeamPath } from "../contract/team";
import { getOrganizationFor } from "../organization";
import { lockAccount } from "../store/accounts";
import { deleteTeamRow } from "./store";
import { auditTeam, getTeamFor } from "./team";

export const deleteTeam = defineCommand({
  name: "identity.deleteTeam",
  summary: "Delete a team, and every role that its members had through it",
  http: { method: "DELETE", path: "/organizations/{name}/teams/{team}", status: 204 },
  input: TeamPath,
  output: Nothing,
  async run(ctx, { name, team }) {
    await getOrganizationFor(ctx, "organization.manage", name);
    const row = await getTeamFor(ctx, "team.manage", { name, team });
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, row.organizationId);
      await removeGrantsOfTeam(ctx.db, row.id);
      await deleteTeamRow(ctx.db, row.id);
      await audit(ctx, "team.deleted", auditTeam(row));
      return {};
    });
  },
});
