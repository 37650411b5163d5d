import "server-only";
import { orNull } from "./refusal";
import { api } from "./rsc";

/** Teams and resource groups of an owner, as far as the viewer sees them; `null` for a person. */
export async function sharingOfPage(owner: string) {
  const organization = await orNull(api.identity.getOrganization({ name: owner }));
  if (!organization) return null;
  const { name, role } = organization;
  const isLed = role === "owner" || role === "admin";
  const [teams, groups] = await Promise.all([
    api.identity.listTeams({ name, limit: 100 }),
    api.identity.listResourceGroups({ name, limit: 100 }),
  ]);
  return {
    teams: teams.items.map(({ name: team, displayName }) => ({ name: team, displayName })),
    groups: groups.items.map(({ name: group, displayName, memberCount, roles }) => ({
      name: group,
      displayName,
      memberCount,
      canManage: isLed || roles.includes("admin"),
    })),
  };
}
