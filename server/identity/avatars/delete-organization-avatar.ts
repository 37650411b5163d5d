import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AccountPath } from "../contract";
import { getOrganizationFor } from "../organization";
import { updateAccount } from "../store/accounts";

export const deleteOrganizationAvatar = defineCommand({
  name: "identity.deleteOrganizationAvatar",
  summary: "Remove the picture of an organization",
  http: { method: "DELETE", path: "/organizations/{name}/avatar", status: 204 },
  input: AccountPath,
  output: Nothing,
  async run(ctx, { name }) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", name);
    return atomically(ctx, async (ctx) => {
      await updateAccount(ctx.db, id, { avatar: null, updatedAt: ctx.now() });
      const target = { kind: "organization", id, name, ownerId: id, details: { fields: ["avatar"] } };
      await audit(ctx, "organization.updated", target);
      return {};
    });
  },
});
