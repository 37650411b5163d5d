import { and, desc, eq, isNotNull, lt, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { releases } from "@/db/schema/hub/releases";

export type ReleaseRow = typeof releases.$inferSelect;
type NewRelease = typeof releases.$inferInsert;

const at = (repoId: string, tag: string) => and(eq(releases.repoId, repoId), eq(releases.tag, tag));

export async function findRelease(db: Db, repoId: string, tag: string): Promise<ReleaseRow | null> {
  const [row] = await db.select().from(releases).where(at(repoId, tag));
  return row ?? null;
}

/** `null` for one that is gone, and for a draft. */
export async function findPublishedRelease(db: Db, id: string): Promise<ReleaseRow | null> {
  const [row] = await db
    .select()
    .from(releases)
    .where(and(eq(releases.id, id), eq(releases.isDraft, false)));
  return row ?? null;
}

/** Its row, locked until the transaction ends; `null` when it is gone. */
export async function lockRelease(db: Db, id: string): Promise<ReleaseRow | null> {
  const [row] = await db.select().from(releases).where(eq(releases.id, id)).for("update");
  return row ?? null;
}

/** The newest that is published and no preview; `null` without one. */
export async function findLatestRelease(db: Db, repoId: string): Promise<ReleaseRow | null> {
  const [row] = await db
    .select()
    .from(releases)
    .where(
      and(
        eq(releases.repoId, repoId),
        eq(releases.isDraft, false),
        eq(releases.isPrerelease, false),
        isNotNull(releases.publishedAt),
      ),
    )
    .orderBy(desc(releases.publishedAt), desc(releases.id))
    .limit(1);
  return row ?? null;
}

interface ReleaseFilter {
  readonly repoId: string;
  readonly withDrafts: boolean;
  readonly after: { readonly createdAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Newest first. */
export const listReleaseRows = (db: Db, { repoId, withDrafts, after, limit }: ReleaseFilter) =>
  db
    .select()
    .from(releases)
    .where(
      and(
        eq(releases.repoId, repoId),
        withDrafts ? undefined : eq(releases.isDraft, false),
        after === null
          ? undefined
          : or(
              lt(releases.createdAt, after.createdAt),
              and(eq(releases.createdAt, after.createdAt), lt(releases.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(releases.createdAt), desc(releases.id))
    .limit(limit);

/** `null` when this tag has a release already. */
export async function insertRelease(db: Db, values: NewRelease): Promise<ReleaseRow | null> {
  const [row] = await db.insert(releases).values(values).onConflictDoNothing().returning();
  return row ?? null;
}

export async function updateReleaseRow(
  db: Db,
  id: string,
  change: Partial<Omit<NewRelease, "id" | "repoId">>,
): Promise<void> {
  await db.update(releases).set(change).where(eq(releases.id, id));
}

export async function removeReleaseRow(db: Db, id: string): Promise<void> {
  await db.delete(releases).where(eq(releases.id, id));
}
