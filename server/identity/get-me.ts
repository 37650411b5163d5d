import { personOf } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { summaryOf } from "./account";
import { Me } from "./contract";
import { listOrganizationsOf } from "./store/members";
import { getUser } from "./store/users";

export const getMe = defineQuery({
  name: "identity.getMe",
  summary: "Read your own account and the organizations you belong to",
  http: { method: "GET", path: "/me" },
  input: Nothing.strict(),
  output: Me,
  async run(ctx) {
    const { userId } = personOf(ctx);
    const user = await getUser(ctx.db, userId);
    const organizations = await listOrganizationsOf(ctx.db, userId);
    return {
      ...user,
      ...summaryOf(user),
      username: user.name,
      organizations: organizations.map(({ account, role }) => ({ ...summaryOf(account), role })),
    };
  },
});
