import { personOf } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { summaryOf } from "./account";
import { ListOrganizationsInput, Organization } from "./contract";
import { listOrganizationRows } from "./store/members";

export const listOrganizations = defineQuery({
  name: "identity.listOrganizations",
  summary: "List the organizations you belong to, by name",
  http: { method: "GET", path: "/organizations" },
  input: ListOrganizationsInput,
  output: pageOf(Organization),
  async run(ctx, input) {
    const { userId } = personOf(ctx);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listOrganizations",
      read: (after, limit) => listOrganizationRows(ctx.db, { after, limit, userId, state: input.state }),
      keyOf: ({ account }) => ({ sort: account.nameFolded, id: account.id }),
    });
    return { items: items.map(({ account, ...row }) => ({ ...account, ...summaryOf(account), ...row })), nextCursor };
  },
});
