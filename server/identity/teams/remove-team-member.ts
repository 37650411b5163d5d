import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { foldName } from "../contract";
import { TeamMemberPath } from "../contract/team";
import { memberRemoved } from "../events";
import { ownAccount } from "../own-account";
import { lockAccount } from "../store/accounts";
import { getUserByName } from "../store/users";
import { deleteTeamMemberRow, findTeamMember } from "./store";
import { auditTeam, getTeamFor } from "./team";

export const removeTeamMember = defineCommand({
  name: "identity.removeTeamMember",
  summary: "Take somebody out of a team, or leave it yourself",
  http: { method: "DELETE", path: "/organizations/{name}/teams/{team}/members/{username}", status: 204 },
  input: TeamMemberPath,
  output: Nothing,
  async run(ctx, { username, ...path }) {
    const isLeaving = foldName(username) === foldName(personOf(ctx).username);
    const team = await getTeamFor(ctx, isLeaving ? "team.read" : "team.manage", path);
    if (isLeaving) await ownAccount(ctx);
    const user = await getUserByName(ctx.db, username);
    const place = { teamId: team.id, userId: user.id };
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, team.organizationId);
      const before = await findTeamMember(ctx.db, place);
      if (!before) throw notFound("Member", username);
      await deleteTeamMemberRow(ctx.db, place);
      if (!isLeaving) {
        const { organizationId, displayName } = team;
        await publish(ctx, memberRemoved, { organizationId, userId: user.id, team: displayName });
      }
      await audit(ctx, "team.memberRemoved", auditTeam(team, { username: user.name, role: before.role }));
      return {};
    });
  },
});
