import { authorize, type Permission, type Resource } from "@/server/access";
import { type Ctx, DomainError, type GroupRole, isPerson, notFound, notFoundAs } from "@/server/kernel";
import type { ResourceGroup } from "../contract/resource-group";
import { getOrganizationFor } from "../organization";
import { lockAccount } from "../store/accounts";
import { findGroupRow, findGroups, type ResourceGroupRow } from "./store";

/** A group as a thing that rights are asked about; only its members and those who lead the organisation know of it. */
export const groupResource = ({ id, organizationId }: Pick<ResourceGroupRow, "id" | "organizationId">): Resource => ({
  kind: "Resource group",
  id,
  groupId: id,
  ownerId: organizationId,
  visibility: "private",
});

interface Path {
  readonly name: string;
  readonly group: string;
}

/** The group at an address, if the actor holds the permission in it. Missing and hidden ones are told apart by nobody. */
export async function getGroupFor(
  ctx: Ctx,
  permission: Extract<Permission, "group.read" | "group.manage">,
  { name, group }: Path,
): Promise<ResourceGroupRow> {
  const organization = await getOrganizationFor(ctx, "organization.read", name);
  const row = await findGroupRow(ctx.db, organization.id, group);
  if (!row) throw notFound("Resource group", group);
  await authorize(ctx, permission, groupResource(row)).catch(notFoundAs("Resource group", group));
  return row;
}

/**
 * Keeps a group from being deleted until the transaction is over, for whoever puts something into it. Throws `not_found`
 * when that has happened already.
 */
export async function holdGroup(ctx: Ctx, { id, organizationId, name }: ResourceGroupRow): Promise<void> {
  await lockAccount(ctx.db, organizationId);
  if (!(await findGroups(ctx.db, [id])).has(id)) throw notFound("Resource group", name);
}

export const groupNameTaken = (name: string): DomainError =>
  new DomainError("conflict", `There is a resource group ${name} already: choose another name`, {
    reason: "name_taken",
  });

interface Counted {
  readonly group: ResourceGroupRow;
  readonly memberCount: number;
  readonly resourceCount: number;
}

export function showGroup({ actor }: Ctx, { group, memberCount, resourceCount }: Counted): ResourceGroup {
  const { id, name, displayName, description, createdAt } = group;
  return { id, name, displayName, description, createdAt, memberCount, resourceCount, roles: rolesIn(actor, id) };
}

function rolesIn(actor: Ctx["actor"], id: string): GroupRole[] {
  const memberships = isPerson(actor) ? actor.memberships : [];
  const own = memberships.flatMap(({ groups }) => groups).filter(({ groupId }) => groupId === id);
  return [...new Set(own.map(({ role }) => role))];
}

/** How the audit trail names a group. */
export const auditGroup = (
  { id, name, organizationId }: ResourceGroupRow,
  details: Readonly<Record<string, unknown>> = {},
) => ({ kind: "resourceGroup", id, name, ownerId: organizationId, details });
