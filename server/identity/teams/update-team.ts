import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UpdateTeamInput } from "../contract/team";
import { partChangesOf } from "../part-changes";
import { lockAccount } from "../store/accounts";
import { findTeamRow, updateTeamRow } from "./store";
import { auditTeam, getTeamFor, teamNameTaken } from "./team";

export const updateTeam = defineCommand({
  name: "identity.updateTeam",
  summary: "Rename a team, or change how it presents itself",
  http: { method: "PATCH", path: "/organizations/{name}/teams/{team}", status: 204 },
  input: UpdateTeamInput,
  output: Nothing,
  async run(ctx, { name, team, ...input }) {
    const { id, organizationId } = await getTeamFor(ctx, "team.manage", { name, team });
    const change = partChangesOf(input);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, organizationId);
      const namesake = change.name === undefined ? null : await findTeamRow(ctx.db, organizationId, change.name);
      if (namesake && namesake.id !== id) throw teamNameTaken(namesake.name);
      const row = await updateTeamRow(ctx, id, change);
      await audit(ctx, "team.updated", auditTeam(row, { fields: Object.keys(change) }));
      return {};
    });
  },
});
