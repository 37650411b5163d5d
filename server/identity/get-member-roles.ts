import { countGrantsIn, personOf } from "@/server/access";
import { defineQuery, notFound } from "@/server/kernel";
import { foldName, MemberPath, MemberRoles } from "./contract";
import { getOrganizationFor } from "./organization";
import { countParts, findRole } from "./store/members";
import { getUserByName } from "./store/users";

export const getMemberRoles = defineQuery({
  name: "identity.getMemberRoles",
  summary: "Count the roles that end when a member leaves or is removed",
  http: { method: "GET", path: "/organizations/{name}/members/{username}/roles" },
  input: MemberPath,
  output: MemberRoles,
  async run(ctx, { name, username }) {
    const isOwn = foldName(username) === foldName(personOf(ctx).username);
    const { id } = await getOrganizationFor(ctx, isOwn ? "organization.read" : "organization.manage", name);
    const user = await getUserByName(ctx.db, username);
    const place = { organizationId: id, userId: user.id };
    const role = await findRole(ctx.db, place);
    if (role === null) throw notFound("Member", username);
    const [parts, resources] = await Promise.all([
      countParts(ctx.db, place),
      countGrantsIn(ctx.db, { userId: user.id, ownerId: id }),
    ]);
    return { role, ...parts, resources };
  },
});
