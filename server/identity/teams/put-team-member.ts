import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { summaryOf } from "../account";
import { PutTeamMemberInput, TeamMember } from "../contract/team";
import { getMemberToAdd } from "../get-member-to-add";
import { lockAccount } from "../store/accounts";
import { findTeamMember, putTeamMemberRow } from "./store";
import { auditTeam, getTeamFor } from "./team";

export const putTeamMember = defineCommand({
  name: "identity.putTeamMember",
  summary: "Put a member of the organization into a team, or change their role in it",
  http: { method: "PUT", path: "/organizations/{name}/teams/{team}/members/{username}" },
  input: PutTeamMemberInput,
  output: TeamMember,
  async run(ctx, { username, role, ...path }) {
    const team = await getTeamFor(ctx, "team.manage", path);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, team.organizationId);
      const user = await getMemberToAdd(ctx, team.organizationId, username);
      const place = { teamId: team.id, userId: user.id };
      const before = await findTeamMember(ctx.db, place);
      await putTeamMemberRow(ctx, { ...place, role });
      const details = { username: user.name, before: before?.role ?? null, role };
      await audit(ctx, before ? "team.memberChanged" : "team.memberAdded", auditTeam(team, details));
      return { user: summaryOf(user), role, createdAt: before?.createdAt ?? ctx.now() };
    });
  },
});
