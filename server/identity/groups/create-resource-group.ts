import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { CreateResourceGroupInput, ResourceGroup } from "../contract/resource-group";
import { getOrganizationFor } from "../organization";
import { lockAccount } from "../store/accounts";
import { auditGroup, groupNameTaken, showGroup } from "./resource-group";
import { countGroups, insertGroup } from "./store";

const MAX_GROUPS = 500;

export const createResourceGroup = defineCommand({
  name: "identity.createResourceGroup",
  summary: "Create a resource group: a part of an organization's repositories with members of its own",
  http: { method: "POST", path: "/organizations/{name}/resource-groups", status: 201 },
  input: CreateResourceGroupInput,
  output: ResourceGroup,
  async run(ctx, { name, group: groupName, displayName = groupName, description }) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", name);
    return atomically(ctx, async (ctx) => {
      await lockAccount(ctx.db, id);
      if ((await countGroups(ctx.db, id)) >= MAX_GROUPS) {
        throw new DomainError("quota_exceeded", `An organization has at most ${MAX_GROUPS} groups: delete one first`);
      }
      const group = await insertGroup(ctx, id, { name: groupName, displayName, description });
      if (!group) throw groupNameTaken(groupName);
      await audit(ctx, "resourceGroup.created", auditGroup(group));
      return showGroup(ctx, { group, memberCount: 0, resourceCount: 0 });
    });
  },
});
