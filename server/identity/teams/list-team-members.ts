import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "../account";
import { ListTeamMembersInput, TeamMember } from "../contract/team";
import { listTeamMemberRows } from "./store";
import { getTeamFor } from "./team";

export const listTeamMembers = defineQuery({
  name: "identity.listTeamMembers",
  summary: "List who is in a team, by name",
  http: { method: "GET", path: "/organizations/{name}/teams/{team}/members" },
  input: ListTeamMembersInput,
  output: pageOf(TeamMember),
  async run(ctx, input) {
    const { id } = await getTeamFor(ctx, "team.read", input);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listTeamMembers",
      read: (after, limit) => listTeamMemberRows(ctx.db, id, { after, limit }),
      keyOf: ({ user }) => ({ sort: user.nameFolded, id: user.id }),
    });
    return { items: items.map((row) => ({ ...row, user: summaryOf(row.user) })), nextCursor };
  },
});
