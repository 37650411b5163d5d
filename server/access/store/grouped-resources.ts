import { type AnyColumn, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { groupedResources, resourceGrants, resourcePasses } from "@/db/schema/access";
import { removeTeamGrants } from "./grants";

/** Puts a resource into a group, out of the one that it was in; `null`: into none. */
export async function setGroup(db: Db, resourceId: string, groupId: string | null): Promise<void> {
  if (groupId === null) {
    await db.delete(groupedResources).where(eq(groupedResources.resourceId, resourceId));
    return;
  }
  await db
    .insert(groupedResources)
    .values({ resourceId, groupId })
    .onConflictDoUpdate({ target: groupedResources.resourceId, set: { groupId } });
}

/** The resource group that a resource lies in. */
export async function findGroupOf(db: Db, resourceId: string): Promise<string | null> {
  const [row] = await db.select().from(groupedResources).where(eq(groupedResources.resourceId, resourceId));
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

export const liesInNone = (id: AnyColumn): SQL =>
  sql`not exists (select 1 from ${groupedResources} where ${groupedResources.resourceId} = ${id})`;

/** A resource has another owner: it leaves the group and the teams of the one before. */
export async function leaveOrganization(db: Db, resourceId: string): Promise<void> {
  await setGroup(db, resourceId, null);
  await removeTeamGrants(db, resourceId);
}

/** A resource is gone for good, and all that was given on it. */
export async function forgetResource(db: Db, resourceId: string): Promise<void> {
  await setGroup(db, resourceId, null);
  await db.delete(resourceGrants).where(eq(resourceGrants.resourceId, resourceId));
  await db.delete(resourcePasses).where(eq(resourcePasses.resourceId, resourceId));
}
