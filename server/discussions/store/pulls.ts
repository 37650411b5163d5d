import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { discussions, type MergeIntent, pullRequests } from "@/db/schema/discussions";
import type { Ctx } from "@/server/kernel";
import type { DiscussionRow } from "./discussions";

export type PullRow = typeof pullRequests.$inferSelect;
export type { MergeIntent };

export async function insertPull(db: Db, values: typeof pullRequests.$inferInsert): Promise<PullRow> {
  const [row] = await db.insert(pullRequests).values(values).returning();
  if (!row) throw new Error("A pull request was not written");
  return row;
}

export async function findPull(db: Db, discussionId: string): Promise<PullRow | null> {
  const [row] = await db.select().from(pullRequests).where(eq(pullRequests.discussionId, discussionId));
  return row ?? null;
}

/** False when the head was another one by now. */
export async function moveHead(
  { db }: Ctx,
  pull: PullRow,
  { to, opensOnCommit }: { readonly to: string; readonly opensOnCommit: boolean },
): Promise<boolean> {
  const rows = await db
    .update(pullRequests)
    .set({ headCommit: to, opensOnCommit })
    .where(and(eq(pullRequests.discussionId, pull.discussionId), eq(pullRequests.headCommit, pull.headCommit)))
    .returning({ id: pullRequests.discussionId });
  return rows.length > 0;
}

/** Keeps what was not taken in from a fork. True when it was up to date before. */
export async function putRefused(
  db: Db,
  { discussionId }: PullRow,
  refused: NonNullable<PullRow["refused"]>,
): Promise<boolean> {
  const isThis = eq(pullRequests.discussionId, discussionId);
  const rows = await db
    .update(pullRequests)
    .set({ refused })
    .where(and(isThis, isNull(pullRequests.refused)))
    .returning({ id: pullRequests.discussionId });
  if (rows.length > 0) return true;
  await db.update(pullRequests).set({ refused }).where(isThis);
  return false;
}

/** It is up to date with its branch again. */
export const clearRefused = async (db: Db, { discussionId }: PullRow): Promise<void> => {
  await db.update(pullRequests).set({ refused: null }).where(eq(pullRequests.discussionId, discussionId));
};

export const setBaseBranch = async (db: Db, discussionId: string, baseBranch: string): Promise<void> => {
  await db.update(pullRequests).set({ baseBranch }).where(eq(pullRequests.discussionId, discussionId));
};

/** Keeps a pull request as it was looked at until the transaction ends. False when it is another one by now. */
export async function holdPull({ db }: Ctx, { discussionId, headCommit, baseBranch }: PullRow): Promise<boolean> {
  const rows = await db
    .select({ id: pullRequests.discussionId })
    .from(pullRequests)
    .where(
      and(
        eq(pullRequests.discussionId, discussionId),
        eq(pullRequests.headCommit, headCommit),
        eq(pullRequests.baseBranch, baseBranch),
      ),
    )
    .for("share");
  return rows.length > 0;
}

/** Nobody merges this long: whoever did was killed. */
const INTENT_MS = 60_000;

/** Says what a merge is about to do. False while somebody else is at it, and once it is merged. */
export async function claimMerge(ctx: Ctx, discussionId: string, intent: MergeIntent): Promise<boolean> {
  const stale = new Date(ctx.now().getTime() - INTENT_MS).toISOString();
  const rows = await ctx.db
    .update(pullRequests)
    .set({ mergeIntent: intent })
    .where(
      and(
        eq(pullRequests.discussionId, discussionId),
        isNull(pullRequests.mergeCommit),
        or(isNull(pullRequests.mergeIntent), sql`${pullRequests.mergeIntent}->>'at' < ${stale}`),
      ),
    )
    .returning({ id: pullRequests.discussionId });
  return rows.length > 0;
}

export const dropClaim = async ({ db }: Ctx, discussionId: string, commit: string): Promise<void> => {
  await db
    .update(pullRequests)
    .set({ mergeIntent: null })
    .where(
      and(
        eq(pullRequests.discussionId, discussionId),
        isNull(pullRequests.mergeCommit),
        sql`${pullRequests.mergeIntent}->>'commit' = ${commit}`,
      ),
    );
};

interface Merged {
  readonly mergeBase: string;
  readonly mergeCommit: string;
  readonly mergedById: string | null;
}

/** False when it was recorded before. */
export async function recordMerge(ctx: Ctx, discussionId: string, merged: Merged): Promise<boolean> {
  const rows = await ctx.db
    .update(pullRequests)
    .set({ ...merged, mergedAt: ctx.now(), mergeIntent: null })
    .where(and(eq(pullRequests.discussionId, discussionId), isNull(pullRequests.mergeCommit)))
    .returning({ id: pullRequests.discussionId });
  return rows.length > 0;
}

export interface OpenPull {
  readonly pull: PullRow;
  readonly discussion: DiscussionRow;
}

const openOnes = (db: Db) =>
  db
    .select({ pull: pullRequests, discussion: discussions })
    .from(pullRequests)
    .innerJoin(discussions, eq(discussions.id, pullRequests.discussionId));
const isOpen = inArray(discussions.status, ["draft", "open"]);

/** Open pull requests into these branches. */
export const listPullsInto = (db: Db, repoId: string, branches: readonly string[]): Promise<OpenPull[]> =>
  openOnes(db)
    .where(and(isOpen, eq(pullRequests.repoId, repoId), inArray(pullRequests.baseBranch, [...branches])))
    .limit(1_000);

/** Open pull requests, here and elsewhere, that follow these branches of a repository. */
export const listPullsFrom = (db: Db, repoId: string, branches: readonly string[]): Promise<OpenPull[]> =>
  openOnes(db)
    .where(
      and(
        isOpen,
        inArray(pullRequests.headBranch, [...branches]),
        or(eq(pullRequests.headRepoId, repoId), and(isNull(pullRequests.headRepoId), eq(pullRequests.repoId, repoId))),
      ),
    )
    .limit(1_000);

export const listPullsByNumbers = (db: Db, repoId: string, numbers: readonly number[]): Promise<OpenPull[]> =>
  openOnes(db).where(and(eq(pullRequests.repoId, repoId), inArray(pullRequests.number, [...numbers])));

/** Merges that were begun and not recorded, and whose maker is gone. */
export const listInterrupted = (ctx: Ctx, limit: number): Promise<OpenPull[]> =>
  openOnes(ctx.db)
    .where(
      and(
        isNotNull(pullRequests.mergeIntent),
        isNull(pullRequests.mergeCommit),
        sql`${pullRequests.mergeIntent}->>'at' < ${new Date(ctx.now().getTime() - INTENT_MS).toISOString()}`,
      ),
    )
    .limit(limit);

/** An open pull request of the same branch into the same one. */
export async function findSamePull(
  db: Db,
  wanted: Pick<PullRow, "repoId" | "baseBranch" | "headBranch" | "headRepoId">,
) {
  const { repoId, baseBranch, headBranch, headRepoId } = wanted;
  if (headBranch === null) return null;
  const [row] = await openOnes(db).where(
    and(
      isOpen,
      eq(pullRequests.repoId, repoId),
      eq(pullRequests.baseBranch, baseBranch),
      eq(pullRequests.headBranch, headBranch),
      headRepoId === null ? isNull(pullRequests.headRepoId) : eq(pullRequests.headRepoId, headRepoId),
    ),
  );
  return row ?? null;
}

/** Whether this person has an open pull request of their own in the repository that takes commits itself. */
export async function ownsOpenPull(db: Db, repoId: string, userId: string): Promise<boolean> {
  const rows = await openOnes(db)
    .where(
      and(isOpen, eq(pullRequests.repoId, repoId), eq(discussions.authorId, userId), isNull(pullRequests.headBranch)),
    )
    .limit(1);
  return rows.length > 0;
}
