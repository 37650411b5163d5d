import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { summaryOf } from "../account";
import { GroupMember, PutGroupPersonInput } from "../contract/resource-group";
import { getMemberToAdd } from "../get-member-to-add";
import { lockAccount } from "../store/accounts";
import { auditGroup, getGroupFor } from "./resource-group";
import { setGroupRole } from "./set-group-role";

export const putGroupPerson = defineCommand({
  name: "identity.putGroupPerson",
  summary: "Give a member of the organization a role in a resource group, or change it",
  http: { method: "PUT", path: "/organizations/{name}/resource-groups/{group}/members/{username}" },
  input: PutGroupPersonInput,
  output: GroupMember,
  async run(ctx, { username, role, ...path }) {
    const group = await getGroupFor(ctx, "group.manage", path);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, group.organizationId);
      const user = await getMemberToAdd(ctx, group.organizationId, username);
      const { before, createdAt } = await setGroupRole(ctx, group.id, { userId: user.id, role });
      await audit(ctx, "resourceGroup.memberSet", auditGroup(group, { username: user.name, before, role }));
      return { user: summaryOf(user), team: null, role, createdAt };
    });
  },
});
