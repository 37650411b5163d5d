import { type AnyColumn, and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { frozenOwners, resourceGrants } from "@/db/schema/access";
import type { Actor, GroupRole, OrganizationRole, ScopeLine } from "@/server/kernel";
import { groupsOf } from "../can";
import { isOfOwners, type Permission, reachesGroups, ruleOf } from "../permissions";
import { grantedTo } from "./grants";
import { liesInNone, liesInOwn } from "./grouped-resources";
import { passOf } from "./passes";

interface Columns {
  readonly id: AnyColumn;
  readonly ownerId: AnyColumn;
  /** Not needed where visibility gives nobody the permission. */
  readonly visibility?: AnyColumn | SQL;
  readonly creatorId?: AnyColumn;
  /** Of rows that are resource groups: their own id. Where a resource lies is known by `liesWith`, else by `id`. */
  readonly groupId?: AnyColumn;
  /** What the rows follow into a group of their owner, as a deployment follows its model. */
  readonly liesWith?: AnyColumn;
  /** Where a gate stands, and when passes are looked at; without it, one is taken to stand everywhere. */
  readonly gate?: { readonly isGated: AnyColumn | SQL; readonly at: Date };
}

/** The rows for which `can` allows: the same table, as SQL over the caller's columns. */
export function listFilter(actor: Actor, permission: Permission, columns: Columns): SQL {
  if (actor.kind === "system") return sql`true`;
  // Asked once for all rows, and no join: with one PostgreSQL may read and sort all of them for the few of a page. An owner may be `null`.
  const notFrozen = sql`(${columns.ownerId} in (select ${frozenOwners.ownerId} from ${frozenOwners})) is not true`;
  const { visible, gated } = ruleOf(permission);
  const isOpen = gated ? notGated(columns) : sql`true`;
  const isPublic = visible && columns.visibility ? sql`(${columns.visibility} = 'public' and ${isOpen})` : sql`false`;
  if (actor.kind === "anonymous") return sql`(${isPublic} and ${notFrozen})`;
  const mine = and(personFilter(actor, permission, columns), tokenFilter(actor, permission, columns));
  return sql`((${isPublic} or (${mine})) and ${notFrozen})`;
}

const notGated = ({ gate }: Columns): SQL => (gate ? sql`not ${gate.isGated}` : sql`false`);

/** Where the visibility is enough for somebody who is signed in; in front of a gate, together with a pass. */
function seenFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  const { visible, gated } = ruleOf(permission);
  if (!visible || !columns.visibility) return undefined;
  if (!gated) return sql`${columns.visibility} = 'internal'`;
  const pass = columns.gate
    ? sql`exists (${passOf({ resourceId: columns.id, userId: actor.userId, at: columns.gate.at })})`
    : sql`false`;
  return sql`(${columns.visibility} <> 'private' and (${notGated(columns)} or ${pass}))`;
}

type Known = Exclude<Actor, { kind: "system" | "anonymous" }>;

function personFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  const { resource: grants = [], platform = [], signedIn } = ruleOf(permission);
  if (platform.some((role) => actor.platformRoles.includes(role))) return sql`true`;
  return or(
    organizationFilter(actor, permission, columns),
    groupFilter(actor, permission, columns),
    teamFilter(actor, permission, columns),
    seenFilter(actor, permission, columns),
    signedIn && columns.visibility ? sql`${columns.visibility} <> 'private'` : undefined,
    grants.length > 0
      ? sql`exists (select 1 from ${resourceGrants} where ${resourceGrants.resourceId} = ${columns.id}
            and ${grantedTo(actor)} and ${inArray(resourceGrants.role, [...grants])})`
      : undefined,
  );
}

const isIn = ({ id, ownerId, groupId, liesWith = id }: Columns, groups: readonly string[]): SQL =>
  groupId ? inArray(groupId, [...groups]) : liesInOwn({ id: liesWith, ownerId }, groups);

const isInNone = ({ id, ownerId, groupId, liesWith = id }: Columns): SQL =>
  groupId ? isNull(groupId) : liesInNone({ id: liesWith, ownerId });

/** What is the person's own, and what the roles in organisations carry; most of them end in front of a group. */
function organizationFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  const { organization, creator } = ruleOf(permission);
  const idsOf = (isMeant: (role: OrganizationRole) => boolean) =>
    actor.memberships.filter(({ role }) => isMeant(role)).map((membership) => membership.organizationId);
  const reaching = idsOf((role) => organization.includes(role) && reachesGroups(role));
  const ending = idsOf((role) => organization.includes(role) && !reachesGroups(role));
  const contributes = creator ? idsOf((role) => role === "contributor") : [];
  return or(
    inArray(columns.ownerId, isOfOwners(permission) ? [actor.userId, ...reaching] : reaching),
    ending.length > 0 ? and(inArray(columns.ownerId, ending), isInNone(columns)) : undefined,
    columns.creatorId && contributes.length > 0
      ? and(inArray(columns.ownerId, contributes), eq(columns.creatorId, actor.userId), isInNone(columns))
      : undefined,
  );
}

function groupFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  const { group: roles = [], creator } = ruleOf(permission);
  const idsOf = (isMeant: (role: GroupRole) => boolean) =>
    groupsOf(actor).flatMap(({ groupId, role }) => (isMeant(role) ? [groupId] : []));
  const carried = idsOf((role) => roles.includes(role));
  const contributes = creator ? idsOf((role) => role === "contributor") : [];
  return or(
    carried.length > 0 ? isIn(columns, carried) : undefined,
    columns.creatorId && contributes.length > 0
      ? and(eq(columns.creatorId, actor.userId), isIn(columns, contributes))
      : undefined,
  );
}

function teamFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  const { team: roles = [] } = ruleOf(permission);
  const teamIds = actor.memberships
    .flatMap(({ teams }) => teams)
    .filter(({ role }) => roles.includes(role))
    .map(({ teamId }) => teamId);
  return teamIds.length > 0 ? inArray(columns.id, teamIds) : undefined;
}

function tokenFilter(actor: Known, permission: Permission, columns: Columns): SQL | undefined {
  if (actor.kind === "user" || actor.scope.role === "write") return sql`true`;
  if (actor.scope.role === "read") return ruleOf(permission).token === "read" ? sql`true` : sql`false`;
  const { within } = ruleOf(permission);
  const lines = actor.scope.lines.filter(
    ({ permissions }) => permissions.includes(permission) || (within !== undefined && permissions.includes(within)),
  );
  if (lines.some(({ target }) => target.kind === "everything")) return sql`true`;
  const owners = idsOf(lines, "owner");
  const resources = idsOf(lines, "resource");
  return or(
    owners.length > 0 ? inArray(columns.ownerId, owners) : sql`false`,
    resources.length > 0 ? inArray(columns.id, resources) : sql`false`,
  );
}

const idsOf = (lines: readonly ScopeLine[], kind: "owner" | "resource") =>
  lines.flatMap(({ target }) => (target.kind === kind ? [target.id] : []));
