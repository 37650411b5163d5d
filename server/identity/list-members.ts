import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "./account";
import { ListMembersInput, Member } from "./contract";
import { getOrganizationFor } from "./organization";
import { listMemberRows } from "./store/members";

export const listMembers = defineQuery({
  name: "identity.listMembers",
  summary: "List the members of an organization, by name",
  http: { method: "GET", path: "/organizations/{name}/members" },
  input: ListMembersInput,
  output: pageOf(Member),
  async run(ctx, input) {
    const { id } = await getOrganizationFor(ctx, "organization.read", input.name);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listMembers",
      read: (after, limit) => listMemberRows(ctx.db, id, { after, limit, search: input.search }),
      keyOf: ({ user }) => ({ sort: user.nameFolded, id: user.id }),
    });
    return { items: items.map((row) => ({ ...row, user: summaryOf(row.user) })), nextCursor };
  },
});
