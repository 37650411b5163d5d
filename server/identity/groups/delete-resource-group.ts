import { countGrouped } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, publish } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ResourceGroupPath } from "../contract/resource-group";
import { resourceGroupDeleted } from "../events";
import { getOrganizationFor } from "../organization";
import { lockAccount } from "../store/accounts";
import { auditGroup, getGroupFor } from "./resource-group";
import { deleteGroupRow } from "./store";

/** Refused while something lies in it: to fall back to the organisation would show private things to all its members. */
export const deleteResourceGroup = defineCommand({
  name: "identity.deleteResourceGroup",
  summary: "Delete a resource group that holds nothing any more",
  http: { method: "DELETE", path: "/organizations/{name}/resource-groups/{group}", status: 204 },
  input: ResourceGroupPath,
  output: Nothing,
  async run(ctx, { name, group }) {
    await getOrganizationFor(ctx, "organization.manage", name);
    const row = await getGroupFor(ctx, "group.manage", { name, group });
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, row.organizationId);
      const count = (await countGrouped(ctx.db, [row.id])).get(row.id) ?? 0;
      if (count > 0) throw notEmpty(row.name, count);
      await deleteGroupRow(ctx.db, row.id);
      await publish(ctx, resourceGroupDeleted, { organizationId: row.organizationId, groupId: row.id });
      await audit(ctx, "resourceGroup.deleted", auditGroup(row));
      return {};
    });
  },
});

const notEmpty = (name: string, count: number): DomainError =>
  new DomainError(
    "conflict",
    `${name} holds ${count} repositories or collections, deleted ones included: move them out of it first`,
    { reason: "group_not_empty", details: { count } },
  );
