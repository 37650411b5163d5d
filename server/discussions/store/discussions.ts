import { and, count, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussionLabels, discussionPeople, discussions, labels } from "@/db/schema/discussions";
import type { ListDiscussionsInput } from "@/server/discussions/contract/discussion";
import { type Ctx, newRow, notFound } from "@/server/kernel";

export type DiscussionRow = typeof discussions.$inferSelect;
type NewDiscussion = Omit<typeof discussions.$inferInsert, "id" | "createdAt" | "updatedAt">;

export async function insertDiscussion(ctx: Ctx, values: NewDiscussion): Promise<DiscussionRow> {
  const [row] = await ctx.db
    .insert(discussions)
    .values({ ...newRow(ctx), ...values })
    .returning();
  if (!row) throw new Error("A discussion was not written");
  return row;
}

export async function getDiscussionRow(db: Db, place: { repoId: string; number: number }): Promise<DiscussionRow> {
  const [row] = await db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, place.repoId), eq(discussions.number, place.number)));
  if (!row) throw notFound("Discussion", String(place.number));
  return row;
}

export async function findDiscussionById(db: Db, id: string): Promise<DiscussionRow | null> {
  const [row] = await db.select().from(discussions).where(eq(discussions.id, id));
  return row ?? null;
}

/** Of these numbers, the discussions that there are. */
export const listByNumbers = (db: Db, repoId: string, numbers: readonly number[]): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), inArray(discussions.number, [...numbers])));

/** Discussions by id, whoever may read them; those that are gone are missing. */
export async function findDiscussions(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, DiscussionRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(discussions)
    .where(inArray(discussions.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

type Change = Partial<Omit<NewDiscussion, "repoId" | "number">>;

/** Also moves it to the top of what was touched last. */
export async function changeDiscussion(ctx: Ctx, id: string, change: Change): Promise<DiscussionRow> {
  const [row] = await ctx.db
    .update(discussions)
    .set({ ...change, updatedAt: ctx.now() })
    .where(eq(discussions.id, id))
    .returning();
  if (!row) throw notFound("Discussion", id);
  return row;
}

/** `null` when it was no longer in that state. */
export async function moveStatus(
  ctx: Ctx,
  id: string,
  { from, to }: { readonly from: readonly DiscussionRow["status"][]; readonly to: DiscussionRow["status"] },
): Promise<DiscussionRow | null> {
  const closedAt = to === "closed" || to === "merged" ? ctx.now() : null;
  const [row] = await ctx.db
    .update(discussions)
    .set({ status: to, closedAt, updatedAt: ctx.now() })
    .where(and(eq(discussions.id, id), inArray(discussions.status, [...from])))
    .returning();
  return row ?? null;
}

export async function addToComments(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(discussions)
    .set({ commentCount: sql`${discussions.commentCount} + 1`, updatedAt: ctx.now() })
    .where(eq(discussions.id, id));
}

/** Names are ids by now; `null` stands for a name of nobody, which finds nothing. */
export interface DiscussionFilter {
  readonly repoId: string;
  readonly type: ListDiscussionsInput["type"];
  readonly status: ListDiscussionsInput["status"];
  readonly authorId: string | null | undefined;
  readonly assigneeId: string | null | undefined;
  readonly label: readonly string[];
  readonly search: string | undefined;
}

const OPEN = ["draft", "open"] as const;
const CLOSED = ["closed", "merged"] as const;

function whereOf({ repoId, type, status, authorId, assigneeId, label, search }: DiscussionFilter): SQL | undefined {
  return and(
    eq(discussions.repoId, repoId),
    type === "all" ? undefined : eq(discussions.isPull, type === "pull"),
    statusIs(status),
    authorId === undefined ? undefined : sql`${discussions.authorId} = ${authorId}::uuid`,
    assigneeId === undefined ? undefined : isAssignedTo(assigneeId),
    ...label.map(hasLabel),
    search === undefined ? undefined : titleHas(search),
  );
}

const titleHas = (text: string): SQL => sql`${discussions.title} ilike ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`;

function statusIs(status: DiscussionFilter["status"]): SQL | undefined {
  if (status === "all") return undefined;
  return inArray(discussions.status, status === "open" ? [...OPEN] : [...CLOSED]);
}

const isAssignedTo = (userId: string | null) =>
  sql`exists (select 1 from ${discussionPeople} where ${discussionPeople.discussionId} = ${discussions.id}
      and ${discussionPeople.userId} = ${userId}::uuid and ${discussionPeople.isAssignee})`;

const hasLabel = (name: string) =>
  sql`exists (select 1 from ${discussionLabels} join ${labels} on ${labels.id} = ${discussionLabels.labelId}
      where ${discussionLabels.discussionId} = ${discussions.id} and ${labels.nameFolded} = ${name.toLowerCase()})`;

interface Slice {
  /** Numbers below this one only. */
  readonly below?: number | undefined;
  readonly offset?: number;
  readonly limit: number;
}

/** Newest first; what is pinned is listed apart. */
export const listDiscussionRows = (
  db: Db,
  filter: DiscussionFilter,
  { below, offset = 0, limit }: Slice,
): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(whereOf(filter), below === undefined ? undefined : lt(discussions.number, below)))
    .orderBy(desc(discussions.number))
    .offset(offset)
    .limit(limit);

/** How many fit, by whether they are open and whether they are pull requests. */
export const countRows = (db: Db, filter: DiscussionFilter) =>
  db
    .select({
      isPull: discussions.isPull,
      isOpen: sql<boolean>`${discussions.status} in ('draft', 'open')`,
      count: count(),
    })
    .from(discussions)
    .where(whereOf(filter))
    .groupBy(discussions.isPull, sql`${discussions.status} in ('draft', 'open')`);

export const listPinned = (db: Db, repoId: string, limit: number): Promise<DiscussionRow[]> =>
  db
    .select()
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), isNotNull(discussions.pinnedAt)))
    .orderBy(desc(discussions.pinnedAt))
    .limit(limit);

/** Those whose number begins with the text, or whose title contains it; the one with that very number first. */
export const listNamed = (
  db: Db,
  repoId: string,
  { search, limit }: { readonly search: string; readonly limit: number },
): Promise<Pick<DiscussionRow, "number" | "title" | "isPull" | "status">[]> => {
  const { number, title, isPull, status, updatedAt } = discussions;
  return db
    .select({ number, title, isPull, status })
    .from(discussions)
    .where(and(eq(discussions.repoId, repoId), or(sql`starts_with(${number}::text, ${search})`, titleHas(search))))
    .orderBy(sql`${number}::text = ${search} desc`, desc(updatedAt), desc(number))
    .limit(limit);
};

export const setLocked = (ctx: Ctx, id: string, isLocked: boolean) =>
  changeWhen(ctx, id, {
    column: discussions.lockedAt,
    isOn: isLocked,
    change: { lockedAt: isLocked ? ctx.now() : null },
  });

export const setPinned = (ctx: Ctx, id: string, isPinned: boolean) =>
  changeWhen(ctx, id, {
    column: discussions.pinnedAt,
    isOn: isPinned,
    change: { pinnedAt: isPinned ? ctx.now() : null },
  });

interface Switch {
  readonly column: typeof discussions.lockedAt | typeof discussions.pinnedAt;
  readonly isOn: boolean;
  readonly change: Change;
}

/** False when it was so already. */
async function changeWhen(ctx: Ctx, id: string, { column, isOn, change }: Switch): Promise<boolean> {
  const rows = await ctx.db
    .update(discussions)
    .set({ ...change, updatedAt: ctx.now() })
    .where(and(eq(discussions.id, id), isOn ? isNull(column) : isNotNull(column)))
    .returning({ id: discussions.id });
  return rows.length > 0;
}

/** Everything of a repository that is gone for good. */
export async function deleteDiscussionsOf(db: Db, repoId: string): Promise<void> {
  await db.delete(discussions).where(eq(discussions.repoId, repoId));
  await db.delete(labels).where(eq(labels.repoId, repoId));
}
