import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { Invitation, ListOfAccountInput } from "./contract";
import { getOrganizationFor } from "./organization";
import { listOpenInvitations } from "./store/invitations";

export const listInvitations = defineQuery({
  name: "identity.listInvitations",
  summary: "List the open invitations of an organization, newest first",
  http: { method: "GET", path: "/organizations/{name}/invitations" },
  input: ListOfAccountInput,
  output: pageOf(Invitation),
  async run(ctx, input) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", input.name);
    return page(ctx, input, {
      list: "identity.listInvitations",
      read: (after, limit) => listOpenInvitations(ctx.db, id, { after, limit, now: ctx.now() }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
  },
});
