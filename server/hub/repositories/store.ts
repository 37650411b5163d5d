import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { repoRedirects, repos } from "@/db/schema/hub";
import type { RepoKind } from "@/server/hub/contract/repo";
import { type Ctx, newRow } from "@/server/kernel";
import { putDescription } from "../search/store/documents";

export type RepoRow = typeof repos.$inferSelect;
export type NewRepo = typeof repos.$inferInsert;

/** Where a repository is, with the owner's name already looked up. */
export interface RepoPlace {
  readonly kind: RepoKind;
  readonly ownerId: string;
  readonly nameFolded: string;
}

const at = ({ kind, ownerId, nameFolded }: RepoPlace) =>
  and(eq(repos.kind, kind), eq(repos.ownerId, ownerId), eq(repos.nameFolded, nameFolded), isNull(repos.deletedAt));

export async function findRepoById(db: Db, id: string): Promise<RepoRow | null> {
  const [row] = await db
    .select()
    .from(repos)
    .where(and(eq(repos.id, id), isNull(repos.deletedAt)));
  return row ?? null;
}

/** Also what is deleted and not yet removed. */
export async function findAnyRepoById(db: Db, id: string): Promise<RepoRow | null> {
  const [row] = await db.select().from(repos).where(eq(repos.id, id));
  return row ?? null;
}

export const findReposByIds = async (db: Db, ids: readonly string[]): Promise<readonly RepoRow[]> =>
  ids.length === 0
    ? []
    : db
        .select()
        .from(repos)
        .where(and(inArray(repos.id, [...ids]), isNull(repos.deletedAt)));

export async function findRepoAt(db: Db, place: RepoPlace): Promise<RepoRow | null> {
  const [row] = await db.select().from(repos).where(at(place));
  return row ?? null;
}

/** The repository that had this address before it was renamed or moved. */
export async function findMovedRepo(db: Db, { kind, ownerId, nameFolded }: RepoPlace): Promise<RepoRow | null> {
  const [row] = await db
    .select({ repo: repos })
    .from(repoRedirects)
    .innerJoin(repos, eq(repos.id, repoRedirects.repoId))
    .where(
      and(
        eq(repoRedirects.kind, kind),
        eq(repoRedirects.ownerId, ownerId),
        eq(repoRedirects.nameFolded, nameFolded),
        isNull(repos.deletedAt),
      ),
    );
  return row?.repo ?? null;
}

/** `null` when the name is taken. A redirect from that name is given up. */
export async function insertRepo(db: Db, values: NewRepo): Promise<RepoRow | null> {
  const [row] = await db.insert(repos).values(values).onConflictDoNothing().returning();
  if (!row) return null;
  await dropRedirect(db, row);
  await putDescription(db, row);
  return row;
}

export const dropRedirect = async (db: Db, { kind, ownerId, nameFolded }: RepoPlace): Promise<void> => {
  await db
    .delete(repoRedirects)
    .where(
      and(eq(repoRedirects.kind, kind), eq(repoRedirects.ownerId, ownerId), eq(repoRedirects.nameFolded, nameFolded)),
    );
};

/** From now on this address leads to the repository. */
export async function putRedirect(ctx: Ctx, { kind, ownerId, nameFolded }: RepoPlace, repoId: string): Promise<void> {
  await ctx.db
    .insert(repoRedirects)
    .values({ ...newRow(ctx), kind, ownerId, nameFolded, repoId })
    .onConflictDoUpdate({
      target: [repoRedirects.kind, repoRedirects.ownerId, repoRedirects.nameFolded],
      set: { repoId, updatedAt: ctx.now() },
    });
}

export type RepoChange = Partial<Omit<NewRepo, "id" | "kind" | "createdAt">>;

export async function updateRepoRow(db: Db, id: string, change: RepoChange): Promise<RepoRow | null> {
  const [row] = await db.update(repos).set(change).where(eq(repos.id, id)).returning();
  if (row && change.description !== undefined) await putDescription(db, row);
  return row ?? null;
}

/** One more like, or one more of `downloads`, makes a repository trend; what was long ago counts less. */
export async function addToTrend(
  ctx: Ctx,
  repoId: string,
  { trend, downloads = 0 }: { trend: number; downloads?: number },
) {
  const higher = sql`greatest(${repos.trend}, ${trend}::float8)`;
  await ctx.db
    .update(repos)
    .set({
      trend: sql`${higher} + ln(1 + power(2::float8, least(${repos.trend}, ${trend}::float8) - ${higher})) / ln(2::float8)`,
      downloads: sql`${repos.downloads} + ${downloads}`,
    })
    .where(eq(repos.id, repoId));
}

/** Deleted before this moment and still on disk. */
export const listRemovable = (db: Db, { before, limit }: { before: Date; limit: number }) =>
  db
    .select({ id: repos.id })
    .from(repos)
    .where(and(isNotNull(repos.deletedAt), lt(repos.deletedAt, before)))
    .limit(limit);

export const removeRepoRow = async (db: Db, id: string): Promise<void> => {
  await db.delete(repos).where(and(eq(repos.id, id), isNotNull(repos.deletedAt)));
};

/** Also what is deleted and not yet removed. */
export const listReposOfOwner = (db: Db, ownerId: string) =>
  db.select({ id: repos.id, deletedAt: repos.deletedAt }).from(repos).where(eq(repos.ownerId, ownerId));

/** All repositories in the order of their ids. */
export const listReposWithHeads = (db: Db, { after, limit }: { after: string | null; limit: number }) =>
  db
    .select({ id: repos.id })
    .from(repos)
    .where(and(isNull(repos.deletedAt), after === null ? undefined : gt(repos.id, after)))
    .orderBy(asc(repos.id))
    .limit(limit);

/** How many repositories there are, deleted ones left out; of one owner, or of everybody. */
export async function countRepos(db: Db, ownerId: string | null): Promise<number> {
  return db.$count(repos, and(isNull(repos.deletedAt), ownerId === null ? undefined : eq(repos.ownerId, ownerId)));
}
