import { type AnyColumn, and, asc, eq, gt, inArray, isNotNull, or, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { resourceGrants } from "@/db/schema/access";
import { type Ctx, newRow, type Slice, type UserActor } from "@/server/kernel";
import type { ResourceRole } from "../contract";

/** Grants that are the person's own, or those of a team they are in. */
export function grantedTo({ userId, memberships }: Pick<UserActor, "userId" | "memberships">): SQL | undefined {
  const teamIds = memberships.flatMap(({ teams }) => teams.map(({ teamId }) => teamId));
  const own = eq(resourceGrants.userId, userId);
  return teamIds.length === 0 ? own : or(own, inArray(resourceGrants.teamId, teamIds));
}

/** Whom a grant is for: one person, or everybody in a team. */
type Subject = { readonly userId: string } | { readonly teamId: string };

type Place = { readonly resourceId: string } & Subject;

const at = (place: Place) =>
  and(
    eq(resourceGrants.resourceId, place.resourceId),
    "teamId" in place ? eq(resourceGrants.teamId, place.teamId) : eq(resourceGrants.userId, place.userId),
  );

type NewGrant = Place & {
  /** Whose the resource is. */
  readonly ownerId: string;
  readonly role: ResourceRole;
};

/** Gives a collaborator a role on one resource, or changes it. */
export async function putGrant(ctx: Ctx, grant: NewGrant): Promise<void> {
  const { updatedAt, ...row } = newRow(ctx);
  const subject = "teamId" in grant ? resourceGrants.teamId : resourceGrants.userId;
  await ctx.db
    .insert(resourceGrants)
    .values({ ...row, updatedAt, ...grant })
    .onConflictDoUpdate({
      target: [resourceGrants.resourceId, subject],
      set: { role: grant.role, ownerId: grant.ownerId, updatedAt },
    });
}

export const removeGrant = async (db: Db, place: Place): Promise<void> => {
  await db.delete(resourceGrants).where(at(place));
};

interface Leaver {
  readonly userId: string;
  /** The organisation that is left. */
  readonly ownerId: string;
}

const ofLeaver = ({ userId, ownerId }: Leaver) =>
  and(eq(resourceGrants.userId, userId), eq(resourceGrants.ownerId, ownerId));

/** On how many resources of an owner a person has a role of their own. */
export const countGrantsIn = (db: Db, leaver: Leaver): Promise<number> => db.$count(resourceGrants, ofLeaver(leaver));

/** Takes all that a person has on resources of an owner in their own name; says on how many. */
export async function removeGrantsIn(db: Db, leaver: Leaver): Promise<number> {
  const rows = await db.delete(resourceGrants).where(ofLeaver(leaver)).returning({ id: resourceGrants.id });
  return rows.length;
}

/** The person is gone for good, and what they had with them. */
export const removeGrantsOfUser = async (db: Db, userId: string): Promise<void> => {
  await db.delete(resourceGrants).where(eq(resourceGrants.userId, userId));
};

/** The resource has another owner; what people have on it in their own names stays. */
export const moveGrants = async (db: Db, resourceId: string, ownerId: string): Promise<void> => {
  await db.update(resourceGrants).set({ ownerId }).where(eq(resourceGrants.resourceId, resourceId));
};

/** All that people have on a resource in their own names. */
export async function listGrants(db: Db, resourceId: string) {
  const { userId, role } = resourceGrants;
  const rows = await db.select({ userId, role }).from(resourceGrants).where(eq(resourceGrants.resourceId, resourceId));
  return rows.flatMap((row) => (row.userId === null ? [] : [{ userId: row.userId, role: row.role }]));
}

interface Asked extends Slice {
  readonly resourceId: string;
}

/** Some of what people have on a resource in their own names, what was given first before the others. */
export async function listGrantsOfPeople(db: Db, asked: Asked) {
  const rows = await listSome(db, asked, resourceGrants.userId);
  return rows.flatMap(({ id, userId, role }) => (userId === null ? [] : [{ id, userId, role }]));
}

/** Some of what teams have on a resource, what was given first before the others. */
export async function listGrantsOfTeams(db: Db, asked: Asked) {
  const rows = await listSome(db, asked, resourceGrants.teamId);
  return rows.flatMap(({ id, teamId, role }) => (teamId === null ? [] : [{ id, teamId, role }]));
}

const listSome = (db: Db, { resourceId, after, limit }: Asked, subject: AnyColumn) =>
  db
    .select()
    .from(resourceGrants)
    .where(
      and(
        eq(resourceGrants.resourceId, resourceId),
        isNotNull(subject),
        after ? gt(resourceGrants.id, after.id) : undefined,
      ),
    )
    .orderBy(asc(resourceGrants.id))
    .limit(limit);

/** The team is gone, and what it had with it. */
export const removeGrantsOfTeam = async (db: Db, teamId: string): Promise<void> => {
  await db.delete(resourceGrants).where(eq(resourceGrants.teamId, teamId));
};

/** Those of teams on one resource; what people have stays. */
export const removeTeamGrants = async (db: Db, resourceId: string): Promise<void> => {
  await db
    .delete(resourceGrants)
    .where(and(eq(resourceGrants.resourceId, resourceId), isNotNull(resourceGrants.teamId)));
};
