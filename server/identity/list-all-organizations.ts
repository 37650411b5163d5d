import { authorizePlatform } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "./account";
import { ListAllOrganizationsInput, ManagedOrganization } from "./contract";
import { listOrganizationRows, listOwnerNames } from "./store/members";

export const listAllOrganizations = defineQuery({
  name: "identity.listAllOrganizations",
  summary: "List all organizations of the installation, by name",
  http: { method: "GET", path: "/admin/organizations" },
  input: ListAllOrganizationsInput,
  output: pageOf(ManagedOrganization),
  async run(ctx, input) {
    await authorizePlatform(ctx, "platform.users");
    const { search, state } = input;
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listAllOrganizations",
      read: (after, limit) => listOrganizationRows(ctx.db, { after, limit, search, state }),
      keyOf: ({ account }) => ({ sort: account.nameFolded, id: account.id }),
    });
    const owners = await listOwnerNames(
      ctx.db,
      items.map(({ account }) => account.id),
    );
    const ownersOf = (id: string) =>
      owners.filter(({ organizationId }) => organizationId === id).map(({ name }) => name);
    return {
      items: items.map(({ account, ...row }) => ({
        ...account,
        ...summaryOf(account),
        ...row,
        owners: ownersOf(account.id),
      })),
      nextCursor,
    };
  },
});
