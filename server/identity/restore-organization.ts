import { allowsPlatform, authorize, thawOwner } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AccountPath } from "./contract";
import { findOrganization, organizationResource } from "./organization";
import { reviveAccount } from "./retire-account";

export const restoreOrganization = defineCommand({
  name: "identity.restoreOrganization",
  summary: "Bring a deleted organization back, within 30 days",
  http: { method: "POST", path: "/organizations/{name}/restore", status: 204 },
  input: AccountPath,
  output: Nothing,
  async run(ctx, { name }) {
    const organization = await findOrganization(ctx, name);
    if (!organization) throw notFound("Organization", name);
    const { id } = organization;
    const isOperator = allowsPlatform(ctx, "platform.users");
    return atomically(ctx, async (ctx) => {
      // Rights of a deleted organisation are frozen, so they are asked with it thawed; a refusal rolls that back.
      await thawOwner(ctx.db, id);
      if (!isOperator)
        await authorize(ctx, "organization.delete", { ...organizationResource(id), visibility: "private" });
      await reviveAccount(ctx, id, isOperator ? "operator" : "owner");
      await audit(ctx, "organization.restored", { kind: "organization", id, name: organization.name, ownerId: id });
      return {};
    });
  },
});
