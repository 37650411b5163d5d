import { countGrouped } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { ResourceGroup, ResourceGroupPath } from "../contract/resource-group";
import { getGroupFor, showGroup } from "./resource-group";
import { countGroupMembers } from "./store";

export const getResourceGroup = defineQuery({
  name: "identity.getResourceGroup",
  summary: "Look at a resource group of an organization",
  http: { method: "GET", path: "/organizations/{name}/resource-groups/{group}" },
  input: ResourceGroupPath,
  output: ResourceGroup,
  async run(ctx, path) {
    const group = await getGroupFor(ctx, "group.read", path);
    const [memberCount, held] = await Promise.all([
      countGroupMembers(ctx.db, group.id),
      countGrouped(ctx.db, [group.id]),
    ]);
    return showGroup(ctx, { group, memberCount, resourceCount: held.get(group.id) ?? 0 });
  },
});
