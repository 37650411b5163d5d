import { and, asc, eq, inArray, isNull, like, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { accounts } from "@/db/schema/identity";
import { groupMembers, resourceGroups, teams } from "@/db/schema/identity/teams";
import { listFilter } from "@/server/access";
import { type Ctx, type GroupRole, newRow, notFound, type Slice } from "@/server/kernel";
import { foldName } from "../contract";

export type ResourceGroupRow = typeof resourceGroups.$inferSelect;

export async function findGroupRow(db: Db, organizationId: string, name: string): Promise<ResourceGroupRow | null> {
  const isNamed = and(eq(resourceGroups.organizationId, organizationId), eq(resourceGroups.nameFolded, foldName(name)));
  const [row] = await db.select().from(resourceGroups).where(isNamed);
  return row ?? null;
}

/** Groups by id, in one round trip. */
export async function findGroups(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, ResourceGroupRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(resourceGroups).where(inArray(resourceGroups.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

type Facts = Pick<ResourceGroupRow, "name" | "displayName" | "description">;

/** `null` when the name is taken. */
export async function insertGroup(ctx: Ctx, organizationId: string, facts: Facts): Promise<ResourceGroupRow | null> {
  const row = { ...newRow(ctx), organizationId, ...facts, nameFolded: foldName(facts.name) };
  const [inserted] = await ctx.db.insert(resourceGroups).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** Throws `not_found` for one that was deleted meanwhile. */
export async function updateGroupRow(ctx: Ctx, id: string, change: Partial<Facts>): Promise<ResourceGroupRow> {
  const folded = change.name === undefined ? {} : { nameFolded: foldName(change.name) };
  const values = { ...change, ...folded, updatedAt: ctx.now() };
  const [row] = await ctx.db.update(resourceGroups).set(values).where(eq(resourceGroups.id, id)).returning();
  if (!row) throw notFound("Resource group", id);
  return row;
}

export const deleteGroupRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(resourceGroups).where(eq(resourceGroups.id, id));
};

export const countGroups = (db: Db, organizationId: string): Promise<number> =>
  db.$count(resourceGroups, eq(resourceGroups.organizationId, organizationId));

export const countGroupMembers = (db: Db, groupId: string): Promise<number> =>
  db.$count(groupMembers, eq(groupMembers.groupId, groupId));

interface GroupFilter extends Slice {
  readonly organizationId: string;
  /** Part of a name. */
  readonly search: string | undefined;
}

/** In an `sql` of its own: in the outermost one Drizzle leaves the tables' names out. */
const memberCount = sql<number>`(${sql`select count(*)::int from ${groupMembers}
  where ${groupMembers.groupId} = ${resourceGroups.id}`})`;

/** What the actor may see, in the order of their names. */
export function listGroupRows({ db, actor }: Ctx, { organizationId, search, after, limit }: GroupFilter) {
  const { id, nameFolded, displayName } = resourceGroups;
  const text = search && containing(foldName(search));
  const isSeen = listFilter(actor, "group.read", { id, groupId: id, ownerId: resourceGroups.organizationId });
  const isFound = text ? or(like(nameFolded, text), like(sql`lower(${displayName})`, text)) : undefined;
  const isLater = after ? sql`(${nameFolded}, ${id}) > (${after.sort}, ${after.id}::uuid)` : undefined;
  return db
    .select({ group: resourceGroups, memberCount })
    .from(resourceGroups)
    .where(and(eq(resourceGroups.organizationId, organizationId), isSeen, isFound, isLater))
    .orderBy(asc(nameFolded), asc(id))
    .limit(limit);
}

/** Who has a role in a group: one person, or a team. */
export type Subject = { readonly userId: string } | { readonly teamId: string };

const at = (groupId: string, subject: Subject) =>
  and(
    eq(groupMembers.groupId, groupId),
    "teamId" in subject ? eq(groupMembers.teamId, subject.teamId) : eq(groupMembers.userId, subject.userId),
  );

export async function findGroupMember(db: Db, groupId: string, subject: Subject) {
  const [row] = await db.select().from(groupMembers).where(at(groupId, subject));
  return row ?? null;
}

export async function putGroupMemberRow(ctx: Ctx, groupId: string, member: Subject & { readonly role: GroupRole }) {
  const { updatedAt, ...row } = newRow(ctx);
  const subject = "teamId" in member ? groupMembers.teamId : groupMembers.userId;
  await ctx.db
    .insert(groupMembers)
    .values({ ...row, updatedAt, groupId, ...member })
    .onConflictDoUpdate({ target: [groupMembers.groupId, subject], set: { role: member.role, updatedAt } });
}

export const deleteGroupMemberRow = async (db: Db, groupId: string, subject: Subject): Promise<void> => {
  await db.delete(groupMembers).where(at(groupId, subject));
};

/** Active people and teams, in the order in which they came. */
export const listGroupMemberRows = (db: Db, groupId: string, { after, limit }: Slice) => {
  const { id, createdAt, role } = groupMembers;
  return db
    .select({ id, createdAt, role, user: accounts, team: teams })
    .from(groupMembers)
    .leftJoin(accounts, eq(accounts.id, groupMembers.userId))
    .leftJoin(teams, eq(teams.id, groupMembers.teamId))
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        isNull(accounts.deletedAt),
        after ? sql`(${createdAt}, ${id}) > (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
};
