import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UpdateOrganizationInput } from "./contract";
import { getOrganizationFor } from "./organization";
import { changesOf } from "./profile-changes";
import { updateAccount } from "./store/accounts";

export const updateOrganization = defineCommand({
  name: "identity.updateOrganization",
  summary: "Change how an organization presents itself",
  http: { method: "PATCH", path: "/organizations/{name}", status: 204 },
  input: UpdateOrganizationInput,
  output: Nothing,
  async run(ctx, { name, ...input }) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", name);
    return atomically(ctx, async (ctx) => {
      const account = await updateAccount(ctx.db, id, changesOf(ctx, input));
      const details = { fields: Object.keys(input) };
      await audit(ctx, "organization.updated", { kind: "organization", id, name: account.name, ownerId: id, details });
      return {};
    });
  },
});
