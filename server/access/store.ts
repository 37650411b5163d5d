import { type AnyColumn, and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { frozenOwners, resourceGrants, resourcePasses } from "@/db/schema/access";
import { type Actor, type Ctx, newRow, type ScopeLine } from "@/server/kernel";
import type { Facts, Resource } from "./can";
import type { ResourceRole } from "./contract";
import { isOfOwners, type Permission, ruleOf } from "./permissions";

/** One round trip: the actor's grant and pass on the resource, and whether its owner is deleted. */
export async function findFacts({ db, actor, now }: Ctx, { id, ownerId }: Resource): Promise<Facts> {
  const userId = actor.kind === "user" || actor.kind === "token" ? actor.userId : null;
  if (ownerId === null) return { grant: null, isFrozen: false, isAdmitted: false };
  const [row] = await db.execute<{ role: ResourceRole | null; frozen: boolean; admitted: boolean }>(sql`
    select (select ${resourceGrants.role} from ${resourceGrants}
             where ${resourceGrants.resourceId} = ${id}::uuid and ${resourceGrants.userId} = ${userId}::uuid) as role,
           exists (select 1 from ${frozenOwners} where ${frozenOwners.ownerId} = ${ownerId}::uuid) as frozen,
           exists (${passOf({ resourceId: sql`${id}::uuid`, userId, at: now() })}) as admitted`);
  return { grant: row?.role ?? null, isFrozen: row?.frozen ?? false, isAdmitted: row?.admitted ?? false };
}

interface Pass {
  readonly resourceId: SQL | AnyColumn;
  readonly userId: string | null;
  readonly at: Date;
}

const passOf = ({ resourceId, userId, at }: Pass): SQL => sql`
  select 1 from ${resourcePasses} where ${resourcePasses.resourceId} = ${resourceId}
     and ${resourcePasses.userId} = ${userId}::uuid
     and coalesce(${resourcePasses.expiresAt} > ${at.toISOString()}::timestamptz, true)`;

interface Columns {
  readonly id: AnyColumn;
  readonly ownerId: AnyColumn;
  /** Not needed where visibility gives nobody the permission. */
  readonly visibility?: AnyColumn | SQL;
  readonly creatorId?: AnyColumn;
  /** Where a gate stands, and when passes are looked at; without it, one is taken to stand everywhere. */
  readonly gate?: { readonly isGated: AnyColumn | SQL; readonly at: Date };
}

/** The rows for which `can` allows: the same table, as SQL over the caller's columns. */
export function listFilter(actor: Actor, permission: Permission, columns: Columns): SQL {
  if (actor.kind === "system") return sql`true`;
  const notFrozen = sql`not exists (select 1 from ${frozenOwners} where ${frozenOwners.ownerId} = ${columns.ownerId})`;
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
  const { organization, resource: grants = [], platform = [], signedIn, creator } = ruleOf(permission);
  if (platform.some((role) => actor.platformRoles.includes(role))) return sql`true`;
  const owners = actor.memberships.filter(({ role }) => organization.includes(role)).map((m) => m.organizationId);
  const contributes = actor.memberships.filter(({ role }) => role === "contributor").map((m) => m.organizationId);
  return or(
    inArray(columns.ownerId, isOfOwners(permission) ? [actor.userId, ...owners] : owners),
    seenFilter(actor, permission, columns),
    signedIn && columns.visibility ? sql`${columns.visibility} <> 'private'` : undefined,
    grants.length > 0
      ? sql`exists (select 1 from ${resourceGrants} where ${resourceGrants.resourceId} = ${columns.id}
            and ${eq(resourceGrants.userId, actor.userId)} and ${inArray(resourceGrants.role, [...grants])})`
      : undefined,
    creator && columns.creatorId && contributes.length > 0
      ? and(inArray(columns.ownerId, contributes), eq(columns.creatorId, actor.userId))
      : undefined,
  );
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

/** Hides everything of an owner at once. Freezing twice is no error. */
export const freezeOwner = async (ctx: Ctx, ownerId: string): Promise<void> => {
  await ctx.db.insert(frozenOwners).values({ ownerId, frozenAt: ctx.now() }).onConflictDoNothing();
};

/** Whether an owner is deleted; for callers that are not an actor, such as an API key. */
export const isFrozen = async (db: Db, ownerId: string): Promise<boolean> =>
  (await db.select().from(frozenOwners).where(eq(frozenOwners.ownerId, ownerId))).length > 0;

export const thawOwner = async (db: Db, ownerId: string): Promise<void> => {
  await db.delete(frozenOwners).where(eq(frozenOwners.ownerId, ownerId));
};

interface Grant {
  readonly resourceId: string;
  readonly userId: string;
  readonly role: ResourceRole;
}

/** Gives a collaborator a role on one resource, or changes it. */
export async function putGrant(ctx: Ctx, { resourceId, userId, role }: Grant): Promise<void> {
  const { updatedAt, ...row } = newRow(ctx);
  await ctx.db
    .insert(resourceGrants)
    .values({ ...row, updatedAt, resourceId, userId, role })
    .onConflictDoUpdate({ target: [resourceGrants.resourceId, resourceGrants.userId], set: { role, updatedAt } });
}

export const removeGrant = async (db: Db, { resourceId, userId }: Omit<Grant, "role">): Promise<void> => {
  await db
    .delete(resourceGrants)
    .where(and(eq(resourceGrants.resourceId, resourceId), eq(resourceGrants.userId, userId)));
};

export const listGrants = (db: Db, resourceId: string) =>
  db
    .select({ userId: resourceGrants.userId, role: resourceGrants.role })
    .from(resourceGrants)
    .where(eq(resourceGrants.resourceId, resourceId));

/** Lets somebody through the gate of a resource, until `expiresAt` or for good. */
export async function putPass(ctx: Ctx, pass: typeof resourcePasses.$inferInsert): Promise<void> {
  const { expiresAt = null } = pass;
  await ctx.db
    .insert(resourcePasses)
    .values(pass)
    .onConflictDoUpdate({ target: [resourcePasses.resourceId, resourcePasses.userId], set: { expiresAt } });
}

export const removePass = async (db: Db, { resourceId, userId }: Omit<Grant, "role">): Promise<void> => {
  await db
    .delete(resourcePasses)
    .where(and(eq(resourcePasses.resourceId, resourceId), eq(resourcePasses.userId, userId)));
};
