import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { foldName } from "../contract";
import { GroupPersonPath } from "../contract/resource-group";
import { ownAccount } from "../own-account";
import { getUserByName } from "../store/users";
import { auditGroup, getGroupFor } from "./resource-group";
import { deleteGroupMemberRow, findGroupMember } from "./store";

export const removeGroupPerson = defineCommand({
  name: "identity.removeGroupPerson",
  summary: "Take somebody's role in a resource group away, or leave it yourself",
  http: { method: "DELETE", path: "/organizations/{name}/resource-groups/{group}/members/{username}", status: 204 },
  input: GroupPersonPath,
  output: Nothing,
  async run(ctx, { username, ...path }) {
    const isLeaving = foldName(username) === foldName(personOf(ctx).username);
    const group = await getGroupFor(ctx, isLeaving ? "group.read" : "group.manage", path);
    if (isLeaving) await ownAccount(ctx);
    const { id: userId, name } = await getUserByName(ctx.db, username);
    return atomically(ctx, async (ctx) => {
      const row = await findGroupMember(ctx.db, group.id, { userId });
      if (!row) throw notFound("Member", username);
      await deleteGroupMemberRow(ctx.db, group.id, { userId });
      await audit(ctx, "resourceGroup.memberRemoved", auditGroup(group, { username: name, role: row.role }));
      return {};
    });
  },
});
