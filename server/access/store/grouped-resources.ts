import { type AnyColumn, and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { groupedResources, resourceGrants, resourcePasses } from "@/db/schema/access";
import { moveGrants, removeTeamGrants } from "./grants";

/** Puts a resource into a group, out of the one that it was in; `null`: into none. */
export async function setGroup(
  db: Db,
  { id: resourceId, ownerId }: { readonly id: string; readonly ownerId: string },
  groupId: string | null,
): Promise<void> {
  if (groupId === null) return leaveGroup(db, resourceId);
  await db
    .insert(groupedResources)
    .values({ resourceId, groupId, ownerId })
    .onConflictDoUpdate({ target: groupedResources.resourceId, set: { groupId, ownerId } });
}

const leaveGroup = async (db: Db, resourceId: string): Promise<void> => {
  await db.delete(groupedResources).where(eq(groupedResources.resourceId, resourceId));
};

/** The resource group that a resource lies in. */
export async function findGroupOf(db: Db, resourceId: string): Promise<string | null> {
  const [row] = await db.select().from(groupedResources).where(eq(groupedResources.resourceId, resourceId));
  return row?.groupId ?? null;
}

/** The same, of the owner's own groups only. */
export async function findOwnGroupOf(
  db: Db,
  { id, ownerId }: { readonly id: string; readonly ownerId: string },
): Promise<string | null> {
  const { resourceId, ownerId: of } = groupedResources;
  const [row] = await db
    .select()
    .from(groupedResources)
    .where(and(eq(resourceId, id), eq(of, ownerId)));
  return row?.groupId ?? null;
}

/** How many resources each group holds, also those that are deleted and can be restored. */
export async function countGrouped(db: Db, groupIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (groupIds.length === 0) return new Map();
  const rows = await db
    .select({ groupId: groupedResources.groupId, count: sql<number>`count(*)::int` })
    .from(groupedResources)
    .where(inArray(groupedResources.groupId, [...groupIds]))
    .groupBy(groupedResources.groupId);
  return new Map(rows.map(({ groupId, count }) => [groupId, count]));
}

/** For the caller's list: what lies in the group. */
export const liesIn = (id: AnyColumn, groupIds: readonly string[]): SQL =>
  sql`exists (select 1 from ${groupedResources}
       where ${groupedResources.resourceId} = ${id} and ${inArray(groupedResources.groupId, [...groupIds])})`;

interface Place {
  /** Of what it lies with, or its own. */
  readonly id: AnyColumn;
  readonly ownerId: AnyColumn;
}

const placeOf = ({ id, ownerId }: Place): SQL =>
  sql`${groupedResources.resourceId} = ${id} and ${groupedResources.ownerId} = ${ownerId}`;

/** What lies in one of the groups, and is of the organisation whose group it is. */
export const liesInOwn = (place: Place, groupIds: readonly string[]): SQL =>
  sql`exists (select 1 from ${groupedResources}
       where ${placeOf(place)} and ${inArray(groupedResources.groupId, [...groupIds])})`;

/** What lies in no group of its owner. */
export const liesInNone = (place: Place): SQL =>
  sql`not exists (select 1 from ${groupedResources} where ${placeOf(place)})`;

/** A resource has another owner: it leaves the group and the teams of the one before. */
export async function changeOwner(db: Db, resourceId: string, ownerId: string): Promise<void> {
  await leaveGroup(db, resourceId);
  await removeTeamGrants(db, resourceId);
  await moveGrants(db, resourceId, ownerId);
}

/** A resource is gone for good, and all that was given on it. */
export async function forgetResource(db: Db, resourceId: string): Promise<void> {
  await leaveGroup(db, resourceId);
  await db.delete(resourceGrants).where(eq(resourceGrants.resourceId, resourceId));
  await db.delete(resourcePasses).where(eq(resourcePasses.resourceId, resourceId));
}
