import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { Invitation, ListOfAccountInput } from "./contract";
import { getOrganizationFor } from "./organization";
import { findAccounts } from "./store/accounts";
import { listOpenInvitations } from "./store/invitations";

export const listInvitations = defineQuery({
  name: "identity.listInvitations",
  summary: "List the open invitations of an organization, newest first",
  http: { method: "GET", path: "/organizations/{name}/invitations" },
  input: ListOfAccountInput,
  output: pageOf(Invitation),
  async run(ctx, input) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", input.name);
    const { items, nextCursor } = await page(ctx, input, {
      list: "identity.listInvitations",
      read: (after, limit) => listOpenInvitations(ctx.db, id, { after, limit, now: ctx.now() }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    const inviters = await findAccounts(
      ctx.db,
      items.map(({ inviterId }) => inviterId),
    );
    const known = items.flatMap((item) => {
      const inviter = inviters.get(item.inviterId);
      return inviter ? [{ ...item, inviter }] : [];
    });
    return { items: known, nextCursor };
  },
});
