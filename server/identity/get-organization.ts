import { roleIn } from "@/server/access";
import { defineQuery, isPerson } from "@/server/kernel";
import { summaryOf } from "./account";
import { AccountPath, Organization } from "./contract";
import { getOrganizationFor } from "./organization";
import { countMembers } from "./store/members";

export const getOrganization = defineQuery({
  name: "identity.getOrganization",
  summary: "Read an organization",
  http: { method: "GET", path: "/organizations/{name}" },
  input: AccountPath,
  output: Organization,
  async run(ctx, { name }) {
    const account = await getOrganizationFor(ctx, "organization.read", name);
    const { actor } = ctx;
    const role = isPerson(actor) ? roleIn(actor, account.id) : null;
    return { ...account, ...summaryOf(account), role, memberCount: await countMembers(ctx.db, account.id) };
  },
});
