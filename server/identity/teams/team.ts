import { authorize, type Permission, type Resource } from "@/server/access";
import { type Ctx, DomainError, isPerson, notFound, notFoundAs } from "@/server/kernel";
import type { Team } from "../contract/team";
import { getOrganizationFor } from "../organization";
import { findTeamRow, type TeamRow } from "./store";

/** A team as a thing that rights are asked about; nobody outside the organisation knows of it. */
export const teamResource = ({ id, organizationId }: Pick<TeamRow, "id" | "organizationId">): Resource => ({
  kind: "Team",
  id,
  ownerId: organizationId,
  visibility: "private",
});

interface Path {
  readonly name: string;
  readonly team: string;
}

/** The team at an address, if the actor holds the permission in it. Missing and hidden ones are told apart by nobody. */
export async function getTeamFor(
  ctx: Ctx,
  permission: Extract<Permission, "team.read" | "team.manage">,
  { name, team }: Path,
): Promise<TeamRow> {
  const organization = await getOrganizationFor(ctx, "organization.read", name);
  const row = await findTeamRow(ctx.db, organization.id, team);
  if (!row) throw notFound("Team", team);
  await authorize(ctx, permission, teamResource(row)).catch(notFoundAs("Team", team));
  return row;
}

export const teamNameTaken = (name: string): DomainError =>
  new DomainError("conflict", `There is a team ${name} already: choose another name`, { reason: "name_taken" });

export const showTeam = ({ actor }: Ctx, { team, memberCount }: { team: TeamRow; memberCount: number }): Team => {
  const { id, name, displayName, description, createdAt, organizationId } = team;
  const memberships = isPerson(actor) ? actor.memberships : [];
  const own = memberships.find((membership) => membership.organizationId === organizationId)?.teams ?? [];
  const role = own.find(({ teamId }) => teamId === id)?.role ?? null;
  return { id, name, displayName, description, createdAt, memberCount, role };
};

/** How the audit trail names a team. */
export const auditTeam = ({ id, name, organizationId }: TeamRow, details: Readonly<Record<string, unknown>> = {}) => ({
  kind: "team",
  id,
  name,
  ownerId: organizationId,
  details,
});
