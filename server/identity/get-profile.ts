import { defineQuery, notFound } from "@/server/kernel";
import { summaryOf } from "./account";
import { AccountPath, Profile } from "./contract";
import { followStateOf } from "./follows/store";
import { findAccountRow } from "./store/accounts";
import { countMembers, listOrganizationsOf } from "./store/members";

export const getProfile = defineQuery({
  name: "identity.getProfile",
  summary: "Read what everybody may know of a person or an organization",
  http: { method: "GET", path: "/profiles/{name}" },
  input: AccountPath,
  output: Profile,
  async run(ctx, { name }) {
    const account = await findAccountRow(ctx.db, name);
    if (!account || account.deletedAt !== null) throw notFound("Account", name);
    const isPerson = account.kind === "user";
    const organizations = isPerson ? await listOrganizationsOf(ctx.db, account.id) : [];
    return {
      ...account,
      ...summaryOf(account),
      ...(await followStateOf(ctx, account.id)),
      memberCount: isPerson ? null : await countMembers(ctx.db, account.id),
      organizations: organizations.map(({ account }) => summaryOf(account)),
    };
  },
});
