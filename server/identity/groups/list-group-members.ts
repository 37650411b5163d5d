import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "../account";
import { GroupMember, ListGroupMembersInput } from "../contract/resource-group";
import { getGroupFor } from "./resource-group";
import { listGroupMemberRows } from "./store";

export const listGroupMembers = defineQuery({
  name: "identity.listGroupMembers",
  summary: "List the people and teams that have a role in a resource group",
  http: { method: "GET", path: "/organizations/{name}/resource-groups/{group}/members" },
  input: ListGroupMembersInput,
  output: pageOf(GroupMember),
  async run(ctx, input) {
    const { id: groupId } = await getGroupFor(ctx, "group.read", input);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listGroupMembers",
      read: (after, limit) => listGroupMemberRows(ctx.db, groupId, { after, limit }),
      keyOf: ({ id, createdAt }) => ({ sort: createdAt.toISOString(), id }),
    });
    const shown = items.map(({ user, ...row }) => ({ ...row, user: user && summaryOf(user) }));
    return { items: shown, nextCursor };
  },
});
