import { countGrouped } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListResourceGroupsInput, ResourceGroup } from "../contract/resource-group";
import { getOrganizationFor } from "../organization";
import { showGroup } from "./resource-group";
import { listGroupRows } from "./store";

export const listResourceGroups = defineQuery({
  name: "identity.listResourceGroups",
  summary: "List the resource groups of an organization that you may see, by name",
  http: { method: "GET", path: "/organizations/{name}/resource-groups" },
  input: ListResourceGroupsInput,
  output: pageOf(ResourceGroup),
  async run(ctx, input) {
    const { id: organizationId } = await getOrganizationFor(ctx, "organization.read", input.name);
    const { search } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listResourceGroups",
      read: (after, limit) => listGroupRows(ctx, { organizationId, search, after, limit }),
      keyOf: ({ group }) => ({ sort: group.nameFolded, id: group.id }),
    });
    const ids = items.map(({ group }) => group.id);
    const held = await countGrouped(ctx.db, ids);
    return {
      items: items.map((row) => showGroup(ctx, { ...row, resourceCount: held.get(row.group.id) ?? 0 })),
      nextCursor,
    };
  },
});
