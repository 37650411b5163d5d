import { type AnyColumn, and, desc, eq, inArray, isNull, lt, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { activities } from "@/db/schema/notifications";
import { ofReadableCollection, ofReadableRepo } from "@/server/hub";
import { ofLivingAccount } from "@/server/identity";
import { type Ctx, newRow, type Slice } from "@/server/kernel";
import type { ActivityVerb } from "../contract/activity";

export type ActivityRow = typeof activities.$inferSelect;

type NewActivity = Pick<ActivityRow, "key" | "actorId" | "verb" | "ownerId"> &
  Partial<Pick<ActivityRow, "repoId" | "subjectId" | "branch" | "tag">>;

/** Twice the same is one row. */
export async function putActivity(ctx: Ctx, activity: NewActivity): Promise<void> {
  await ctx.db
    .insert(activities)
    .values({ ...newRow(ctx), ...activity })
    .onConflictDoNothing();
}

const MAX_COUNTED = 50;

interface Counted {
  readonly count: number;
  /** Names what is counted here, so that a job that runs twice counts it once. */
  readonly what: string;
}

/** Adds to what stands there already under the same key. */
export async function addToActivity(ctx: Ctx, activity: NewActivity, { count, what }: Counted): Promise<void> {
  const { counted } = activities;
  await ctx.db
    .insert(activities)
    .values({ ...newRow(ctx), ...activity, count, counted: [what] })
    .onConflictDoUpdate({
      target: activities.key,
      set: {
        count: sql`${activities.count} + ${count}`,
        counted: sql`(array_prepend(${what}::text, ${counted}))[1:${sql.raw(String(MAX_COUNTED))}]`,
        updatedAt: ctx.now(),
      },
      setWhere: sql`not ${what}::text = any(${counted})`,
    });
}

export async function deleteActivity(db: Db, key: string): Promise<void> {
  await db.delete(activities).where(eq(activities.key, key));
}

/** The repository belongs to somebody else now. */
export async function moveActivities(db: Db, repoId: string, ownerId: string): Promise<void> {
  await db
    .update(activities)
    .set({ ownerId })
    .where(and(eq(activities.repoId, repoId), ne(activities.ownerId, ownerId)));
}

export async function deleteActivitiesOfRepo(db: Db, repoId: string): Promise<void> {
  await db.delete(activities).where(eq(activities.repoId, repoId));
}

export async function deleteActivitiesOfAccount(db: Db, accountId: string): Promise<void> {
  await db.delete(activities).where(or(eq(activities.actorId, accountId), eq(activities.ownerId, accountId)));
}

interface Retention {
  readonly before: Date;
  readonly perActor: number;
}

/** Removes what is older, and of each actor all but the newest. */
export async function deleteOldActivities(db: Db, { before, perActor }: Retention): Promise<void> {
  await db.delete(activities).where(lt(activities.createdAt, before));
  await db.delete(activities).where(sql`${activities.id} in (
    select id from (
      select id, row_number() over (partition by actor_id order by created_at desc, id desc) as place from ${activities}
    ) as placed where place > ${perActor})`);
}

/** Where a list looks: rows that name one of the ids in the column. */
export interface Source {
  readonly of: "actor" | "owner" | "repo";
  readonly ids: readonly string[];
}

const COLUMNS = { actor: activities.actorId, owner: activities.ownerId, repo: activities.repoId } as const;

/** What others like or whom they follow is on their page, not on that of the owner. */
const NOT_FOR_OWNERS: ActivityVerb[] = ["liked", "followed"];

interface Asked extends Slice {
  readonly sources: readonly Source[];
  /** Default: all. */
  readonly verbs: readonly ActivityVerb[] | undefined;
  /** Whose own deeds are left out. */
  readonly exceptActorId?: string;
}

/** Where a row stands in the order of the lists. */
export type ActivityPlace = Pick<ActivityRow, "id" | "createdAt">;

/** What there is of these sources, newest first, whoever may see it: each id costs one walk of an index. */
export async function listActivityPlaces(db: Db, slice: Asked): Promise<ActivityPlace[]> {
  const walks = slice.sources.filter(({ ids }) => ids.length > 0).map((source) => walkOf(source, slice));
  if (walks.length === 0) return [];
  const found = sql.join(walks, sql` union `);
  const rows = await db.execute<{ id: string; created_at: string }>(
    sql`select found.id, found.created_at from (${found}) as found order by found.created_at desc, found.id desc limit ${slice.limit}`,
  );
  return rows.map(({ id, created_at }) => ({ id, createdAt: new Date(created_at) }));
}

function walkOf({ of, ids }: Source, { after, limit, verbs, exceptActorId }: Asked): SQL {
  const { createdAt, id } = activities;
  const where = and(
    sql`${COLUMNS[of]} = source.id`,
    of === "owner" ? notInArray(activities.verb, NOT_FOR_OWNERS) : undefined,
    verbs && inArray(activities.verb, [...verbs]),
    exceptActorId === undefined ? undefined : ne(activities.actorId, exceptActorId),
    after ? sql`(${createdAt}, ${id}) < (${after.sort}::text::timestamptz, ${after.id}::uuid)` : undefined,
  );
  const list = sql.join(
    ids.map((one) => sql`(${one}::uuid)`),
    sql`, `,
  );
  return sql`select walked.id, walked.created_at from (values ${list}) as source(id) cross join lateral (
    select ${id}, ${createdAt} from ${activities} where ${where} order by ${createdAt} desc, ${id} desc limit ${limit}) as walked`;
}

/** Those of the rows that the actor may see now, newest first: what is deleted or private vanishes until it is not. */
export async function listSeenActivities(ctx: Ctx, ids: readonly string[]): Promise<ActivityRow[]> {
  if (ids.length === 0) return [];
  const { id, createdAt, verb, actorId, repoId, subjectId } = activities;
  const about = (kind: ActivityVerb, isThere: (column: AnyColumn) => SQL) => or(ne(verb, kind), isThere(subjectId));
  return ctx.db
    .select()
    .from(activities)
    .where(
      and(
        inArray(id, [...ids]),
        ofLivingAccount(actorId),
        or(isNull(repoId), ofReadableRepo(ctx, repoId)),
        about("followed", ofLivingAccount),
        about("collected", (column) => ofReadableCollection(ctx, column)),
      ),
    )
    .orderBy(desc(createdAt), desc(id));
}
