import { and, asc, eq, inArray, isNull, like, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { containing } from "@/db/like-pattern";
import { accounts } from "@/db/schema/identity";
import { teamMembers, teams } from "@/db/schema/identity/teams";
import { listFilter } from "@/server/access";
import { type Ctx, newRow, notFound, type Slice } from "@/server/kernel";
import { foldName } from "../contract";
import type { TeamRole } from "../contract/team";

export type TeamRow = typeof teams.$inferSelect;

export async function findTeamRow(db: Db, organizationId: string, name: string): Promise<TeamRow | null> {
  const isNamed = and(eq(teams.organizationId, organizationId), eq(teams.nameFolded, foldName(name)));
  const [row] = await db.select().from(teams).where(isNamed);
  return row ?? null;
}

/** Teams by id, in one round trip. */
export async function findTeams(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, TeamRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(teams).where(inArray(teams.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

interface NamedTeam {
  readonly ownerId: string;
  readonly name: string;
}

/** Those of the named teams that there are and that the actor may see, in one round trip. */
export async function findVisibleTeams({ db, actor }: Ctx, named: readonly NamedTeam[]): Promise<readonly TeamRow[]> {
  if (named.length === 0) return [];
  const { id, organizationId, nameFolded } = teams;
  const isNamed = named.map(({ ownerId, name }) => and(eq(organizationId, ownerId), eq(nameFolded, foldName(name))));
  const mayBeSeen = listFilter(actor, "team.read", { id, ownerId: organizationId });
  return db
    .select()
    .from(teams)
    .where(and(mayBeSeen, or(...isNamed)));
}

type NewTeam = Pick<TeamRow, "organizationId" | "name" | "displayName" | "description">;

/** `null` when the name is taken. */
export async function insertTeam(ctx: Ctx, values: NewTeam): Promise<TeamRow | null> {
  const row = { ...newRow(ctx), ...values, nameFolded: foldName(values.name) };
  const [inserted] = await ctx.db.insert(teams).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** Throws `not_found` for one that was deleted meanwhile. */
export async function updateTeamRow(ctx: Ctx, id: string, change: Partial<Omit<NewTeam, "organizationId">>) {
  const folded = change.name === undefined ? {} : { nameFolded: foldName(change.name) };
  const [row] = await ctx.db
    .update(teams)
    .set({ ...change, ...folded, updatedAt: ctx.now() })
    .where(eq(teams.id, id))
    .returning();
  if (!row) throw notFound("Team", id);
  return row;
}

export const deleteTeamRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(teams).where(eq(teams.id, id));
};

export const countTeams = (db: Db, organizationId: string): Promise<number> =>
  db.$count(teams, eq(teams.organizationId, organizationId));

/** In an `sql` of its own: in the outermost one Drizzle leaves the tables' names out. */
const memberCount = sql<number>`(${sql`select count(*)::int from ${teamMembers} where ${teamMembers.teamId} = ${teams.id}`})`;

interface TeamFilter {
  readonly organizationId: string;
  /** Part of a name. */
  readonly search: string | undefined;
}

/** What the actor may see, in the order of their names, with the number of their members. */
export function listTeamRows({ db, actor }: Ctx, { organizationId, search }: TeamFilter, { after, limit }: Slice) {
  const { id, nameFolded, displayName } = teams;
  const pattern = search && containing(foldName(search));
  return db
    .select({ team: teams, memberCount })
    .from(teams)
    .where(
      and(
        listFilter(actor, "team.read", { id, ownerId: teams.organizationId }),
        eq(teams.organizationId, organizationId),
        pattern ? or(like(nameFolded, pattern), like(sql`lower(${displayName})`, pattern)) : undefined,
        after ? sql`(${nameFolded}, ${id}) > (${after.sort}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(nameFolded), asc(id))
    .limit(limit);
}

interface Place {
  readonly teamId: string;
  readonly userId: string;
}

const at = ({ teamId, userId }: Place) => and(eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId));

export async function findTeamMember(db: Db, place: Place) {
  const [row] = await db.select().from(teamMembers).where(at(place));
  return row ?? null;
}

export async function putTeamMemberRow(ctx: Ctx, row: Place & { readonly role: TeamRole }): Promise<void> {
  await ctx.db
    .insert(teamMembers)
    .values({ ...row, createdAt: ctx.now() })
    .onConflictDoUpdate({ target: [teamMembers.teamId, teamMembers.userId], set: { role: row.role } });
}

export const deleteTeamMemberRow = async (db: Db, place: Place): Promise<void> => {
  await db.delete(teamMembers).where(at(place));
};

/** Active members in the order of their names. */
export const listTeamMemberRows = (db: Db, teamId: string, { after, limit }: Slice) =>
  db
    .select({ user: accounts, role: teamMembers.role, createdAt: teamMembers.createdAt })
    .from(teamMembers)
    .innerJoin(accounts, eq(accounts.id, teamMembers.userId))
    .where(
      and(
        eq(teamMembers.teamId, teamId),
        isNull(accounts.deletedAt),
        after ? sql`(${accounts.nameFolded}, ${accounts.id}) > (${after.sort}, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(accounts.nameFolded), asc(accounts.id))
    .limit(limit);

export const countTeamMembers = (db: Db, teamId: string): Promise<number> =>
  db.$count(teamMembers, eq(teamMembers.teamId, teamId));
