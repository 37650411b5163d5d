import { allows, allowsPlatform, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AccountPath } from "./contract";
import { getOrganizationFor, organizationResource } from "./organization";
import { retireAccount } from "./retire-account";

export const deleteOrganization = defineCommand({
  name: "identity.deleteOrganization",
  summary: "Delete an organization with all it owns; restorable for 30 days",
  http: { method: "DELETE", path: "/organizations/{name}", status: 204 },
  input: AccountPath,
  output: Nothing,
  async run(ctx, { name }) {
    const isOperator = allowsPlatform(ctx, "platform.users");
    const organization = await getOrganizationFor(ctx, isOperator ? "organization.read" : "organization.delete", name);
    requireRecentSignIn(ctx);
    const isWithheld = !(await allows(ctx, "organization.delete", organizationResource(organization.id)));
    return atomically(ctx, async (ctx) => {
      await retireAccount(ctx, { ...organization, isWithheld });
      const target = { kind: "organization", id: organization.id, name: organization.name, ownerId: organization.id };
      await audit(ctx, "organization.deleted", { ...target, ...(isWithheld && { details: { isWithheld } }) });
      return {};
    });
  },
});
