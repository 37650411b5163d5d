import { and, asc, count, eq, inArray, isNotNull, isNull, like, ne, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { accounts, members, users } from "@/db/schema/identity";
import { groupMembers, resourceGroups, teamMembers, teams } from "@/db/schema/identity/teams";
import { type Ctx, type Membership, newRow, type Slice } from "@/server/kernel";
import { summaryOf } from "../account";
import { type AccountSummary, foldName, type OrganizationRole } from "../contract";

// Subqueries stand in an `sql` of their own: in the outermost one Drizzle leaves the tables' names out.
const teamsOfMember = sql`
  select coalesce(json_agg(json_build_object('teamId', ${teams.id}, 'role', ${teamMembers.role})), '[]')
    from ${teamMembers} join ${teams} on ${teams.id} = ${teamMembers.teamId}
   where ${teamMembers.userId} = ${members.userId} and ${teams.organizationId} = ${members.organizationId}`;

const groupsOfMember = sql`
  select coalesce(json_agg(json_build_object(
           'groupId', ${groupMembers.groupId}, 'role', ${groupMembers.role}, 'teamId', ${groupMembers.teamId})), '[]')
    from ${groupMembers} join ${resourceGroups} on ${resourceGroups.id} = ${groupMembers.groupId}
   where ${resourceGroups.organizationId} = ${members.organizationId}
     and (${groupMembers.userId} = ${members.userId} or ${groupMembers.teamId} in (
            select ${teamMembers.teamId} from ${teamMembers} where ${teamMembers.userId} = ${members.userId}))`;

/** What somebody is in every organisation, in its teams and in its resource groups; in one query. */
export const listMemberships = (db: Db, userId: string): Promise<Membership[]> =>
  db
    .select({
      organizationId: members.organizationId,
      role: members.role,
      teams: sql<Membership["teams"]>`(${teamsOfMember})`,
      groups: sql<Membership["groups"]>`(${groupsOfMember})`,
    })
    .from(members)
    .where(eq(members.userId, userId));

interface Place {
  readonly organizationId: string;
  readonly userId: string;
}

const at = ({ organizationId, userId }: Place) =>
  and(eq(members.organizationId, organizationId), eq(members.userId, userId));

export async function findRole(db: Db, place: Place): Promise<OrganizationRole | null> {
  const [row] = await db.select({ role: members.role }).from(members).where(at(place));
  return row?.role ?? null;
}

interface Standing {
  readonly role: OrganizationRole;
  /** They made the organisation, came by an invitation, or were put in by the platform's administrators. */
  readonly hasAccepted: boolean;
}

export async function findMember(db: Db, place: Place): Promise<Standing | null> {
  const { role, hasAccepted } = members;
  const [row] = await db.select({ role, hasAccepted }).from(members).where(at(place));
  return row ?? null;
}

/** `false` when the person is a member already. */
export async function insertMember(ctx: Ctx, values: Place & Standing): Promise<boolean> {
  const rows = await ctx.db
    .insert(members)
    .values({ ...newRow(ctx), ...values })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

export async function setStanding(ctx: Ctx, { role, hasAccepted, ...place }: Place & Standing): Promise<void> {
  await ctx.db.update(members).set({ role, hasAccepted, updatedAt: ctx.now() }).where(at(place));
}

function inTeams(db: Db, { organizationId, userId }: Place) {
  const teamIds = db.select({ id: teams.id }).from(teams).where(eq(teams.organizationId, organizationId));
  return and(eq(teamMembers.userId, userId), inArray(teamMembers.teamId, teamIds));
}

function inGroups(db: Db, { organizationId, userId }: Place) {
  const isOfIt = eq(resourceGroups.organizationId, organizationId);
  const groupIds = db.select({ id: resourceGroups.id }).from(resourceGroups).where(isOfIt);
  return and(eq(groupMembers.userId, userId), inArray(groupMembers.groupId, groupIds));
}

/** In how many teams and resource groups of the organisation somebody is, in their own name. */
export async function countParts(db: Db, place: Place) {
  const [teams, groups] = await Promise.all([
    db.$count(teamMembers, inTeams(db, place)),
    db.$count(groupMembers, inGroups(db, place)),
  ]);
  return { teams, groups };
}

/** Whoever leaves an organisation leaves its teams and its resource groups; says how many of them. */
export async function deleteMember(db: Db, place: Place) {
  const left = await db.delete(teamMembers).where(inTeams(db, place)).returning({ id: teamMembers.teamId });
  const groups = await db.delete(groupMembers).where(inGroups(db, place)).returning({ id: groupMembers.id });
  await db.delete(members).where(at(place));
  return { teams: left.length, groups: groups.length };
}

/** Of a user, everywhere; of an organisation, of everybody, with its teams and resource groups. */
export async function deleteMembershipsOf(db: Db, accountId: string): Promise<void> {
  await db.delete(teamMembers).where(eq(teamMembers.userId, accountId));
  await db.delete(groupMembers).where(eq(groupMembers.userId, accountId));
  await db.delete(resourceGroups).where(eq(resourceGroups.organizationId, accountId));
  await db.delete(teams).where(eq(teams.organizationId, accountId));
  await db.delete(members).where(or(eq(members.userId, accountId), eq(members.organizationId, accountId)));
}

/** Owners who can still act, without `userId`. Call it with the organisation locked. */
export async function countOtherOwners(db: Db, { organizationId, userId }: Place): Promise<number> {
  const [row] = await db
    .select({ owners: count() })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.userId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.organizationId, organizationId),
        eq(members.role, "owner"),
        ne(members.userId, userId),
        isNull(accounts.deletedAt),
        isNull(users.disabledAt),
      ),
    );
  return row?.owners ?? 0;
}

/** Organisations that somebody owns, alone or with others; not those that are deleted. */
export async function countOwned(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ owned: count() })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.organizationId))
    .where(and(eq(members.userId, userId), eq(members.role, "owner"), isNull(accounts.deletedAt)));
  return row?.owned ?? 0;
}

/** Organisations that would have nobody to lead them without this person. */
export async function listSolelyOwned(db: Db, userId: string) {
  const mine = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.organizationId))
    .where(and(eq(members.userId, userId), eq(members.role, "owner"), isNull(accounts.deletedAt)))
    .orderBy(asc(accounts.id))
    .for("update", { of: accounts });
  const others = await Promise.all(mine.map(({ id }) => countOtherOwners(db, { organizationId: id, userId })));
  return mine.filter((_, index) => others[index] === 0);
}

/** The text stands in the name or in the display name. */
const isCalled = (folded: string) =>
  or(like(accounts.nameFolded, containing(folded)), like(sql`lower(${accounts.displayName})`, containing(folded)));

interface MemberSlice extends Slice {
  readonly search?: string | undefined;
}

/** Active members in the order of their names. */
export async function listMemberRows(db: Db, organizationId: string, { after, limit, search }: MemberSlice) {
  const { nameFolded, id } = accounts;
  return db
    .select({ user: accounts, role: members.role, createdAt: members.createdAt })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.userId))
    .where(
      and(
        eq(members.organizationId, organizationId),
        isNull(accounts.deletedAt),
        search ? isCalled(foldName(search)) : undefined,
        after ? sql`(${nameFolded}, ${id}) > (${after.sort}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(nameFolded), asc(id))
    .limit(limit);
}

/** Members whose name or display name contains the text; names that start with it come first. */
export async function searchMembers(
  db: Db,
  organizationId: string,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<AccountSummary[]> {
  const folded = foldName(search);
  const { nameFolded } = accounts;
  const rows = await db
    .select({ user: accounts })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.userId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.organizationId, organizationId),
        isNull(accounts.deletedAt),
        isNull(users.disabledAt),
        isCalled(folded),
      ),
    )
    .orderBy(sql`starts_with(${nameFolded}, ${folded}) desc`, asc(nameFolded))
    .limit(limit);
  return rows.map(({ user }) => summaryOf(user));
}

export async function listOrganizationsOf(db: Db, userId: string) {
  return db
    .select({ account: accounts, role: members.role })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.organizationId))
    .where(and(eq(members.userId, userId), isNull(accounts.deletedAt)))
    .orderBy(asc(accounts.nameFolded));
}

interface OrganizationSlice extends Slice {
  /** Only organisations of this person; without it, all. */
  readonly userId?: string;
  readonly search?: string | undefined;
  readonly state: "active" | "deleted" | undefined;
}

const memberCount = sql<number>`(select count(*)::int from ${members} where ${members.organizationId} = ${accounts.id})`;

/** In the order of their names, with the number of their members and the role of `userId` in them. */
export async function listOrganizationRows(db: Db, { after, limit, userId, search, state }: OrganizationSlice) {
  const { nameFolded, id } = accounts;
  const isMine = and(eq(members.organizationId, accounts.id), userId ? eq(members.userId, userId) : sql`false`);
  return db
    .select({ account: accounts, role: members.role, memberCount })
    .from(accounts)
    .leftJoin(members, isMine)
    .where(
      and(
        eq(accounts.kind, "organization"),
        isNull(accounts.purgedAt),
        userId ? isNotNull(members.id) : undefined,
        state === "active" ? isNull(accounts.deletedAt) : undefined,
        state === "deleted" ? isNotNull(accounts.deletedAt) : undefined,
        search ? like(nameFolded, containing(foldName(search))) : undefined,
        after ? sql`(${nameFolded}, ${id}) > (${after.sort}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(nameFolded), asc(id))
    .limit(limit);
}

/** Names of the owners of these organisations. */
export const listOwnerNames = async (db: Db, organizationIds: readonly string[]) =>
  organizationIds.length === 0
    ? []
    : db
        .select({ organizationId: members.organizationId, name: accounts.name })
        .from(members)
        .innerJoin(accounts, eq(accounts.id, members.userId))
        .where(and(inArray(members.organizationId, [...organizationIds]), eq(members.role, "owner")))
        .orderBy(asc(accounts.nameFolded));

export async function countMembers(db: Db, organizationId: string): Promise<number> {
  const [row] = await db.select({ members: count() }).from(members).where(eq(members.organizationId, organizationId));
  return row?.members ?? 0;
}

/** The person, or the members of an organisation who have one of some roles. */
async function listInRoles(db: Db, accountId: string, roles: readonly OrganizationRole[]): Promise<readonly string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.organizationId, accountId), inArray(members.role, [...roles])))
    .limit(1_000);
  return rows.length === 0 ? [accountId] : rows.map(({ userId }) => userId);
}

/** Who decides in the name of an account: the person, or the owners and administrators of an organisation. */
export const listAdministrators = (db: Db, accountId: string) => listInRoles(db, accountId, ["owner", "admin"]);

/** Who looks after the money of an account. */
export const listPayers = (db: Db, accountId: string) => listInRoles(db, accountId, ["owner", "admin", "billing"]);

/** Those of some people who are in an organisation. */
export async function findPresent(db: Db, organizationId: string, userIds: readonly string[]) {
  if (userIds.length === 0) return new Set<string>();
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.organizationId, organizationId), inArray(members.userId, [...userIds])));
  return new Set<string>(rows.map(({ userId }) => userId));
}

/** Everybody in an organisation; of a person nobody. */
export async function listMemberIds(db: Db, accountId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(eq(members.organizationId, accountId))
    .limit(10_000);
  return rows.map(({ userId }) => userId);
}
