import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UpdateResourceGroupInput } from "../contract/resource-group";
import { partChangesOf } from "../part-changes";
import { lockAccount } from "../store/accounts";
import { auditGroup, getGroupFor, groupNameTaken } from "./resource-group";
import { findGroupRow, updateGroupRow } from "./store";

export const updateResourceGroup = defineCommand({
  name: "identity.updateResourceGroup",
  summary: "Rename a resource group, or change how it presents itself",
  http: { method: "PATCH", path: "/organizations/{name}/resource-groups/{group}", status: 204 },
  input: UpdateResourceGroupInput,
  output: Nothing,
  async run(ctx, { name, group, ...input }) {
    const { id, organizationId } = await getGroupFor(ctx, "group.manage", { name, group });
    const change = partChangesOf(input);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, organizationId);
      const namesake = change.name === undefined ? null : await findGroupRow(ctx.db, organizationId, change.name);
      if (namesake && namesake.id !== id) throw groupNameTaken(namesake.name);
      const row = await updateGroupRow(ctx, id, change);
      await audit(ctx, "resourceGroup.updated", auditGroup(row, { fields: Object.keys(change) }));
      return {};
    });
  },
});
