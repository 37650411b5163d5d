import "server-only";
import { ownOrganizationOfPage } from "./page-organization";
import { orNotFound } from "./refusal";
import { api } from "./rsc";

interface Asked {
  readonly limit: number;
  readonly cursor?: string;
}

/** Everything that the page of a resource group shows; else the page of what is not there. */
export async function groupOfPage(path: { readonly name: string; readonly group: string }, asked: Asked) {
  const { name, isLed } = await ownOrganizationOfPage(path.name);
  const at = { name, group: path.group };
  const [group, members, repos, { items }] = await Promise.all([
    orNotFound(api.identity.getResourceGroup(at)),
    orNotFound(api.identity.listGroupMembers({ ...at, ...asked })),
    orNotFound(api.hub.listGroupRepos({ ...at, limit: 100 })),
    api.identity.listTeams({ name, limit: 100 }),
  ]);
  const teams = items.map((team) => ({ value: team.name, label: team.displayName }));
  return { name, isLed, group, members, repos, teams };
}
