import { and, count, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, follows } from "@/db/schema/identity";
import { type Ctx, type Slice, userIdOf } from "@/server/kernel";

interface Follow {
  readonly followerId: string;
  readonly accountId: string;
}

const at = ({ followerId, accountId }: Follow) =>
  and(eq(follows.followerId, followerId), eq(follows.accountId, accountId));

/** True when it was not followed before. */
export async function putFollow(ctx: Ctx, follow: Follow): Promise<boolean> {
  const rows = await ctx.db
    .insert(follows)
    .values({ ...follow, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning();
  return rows.length > 0;
}

/** True when it was followed before. */
export async function removeFollow(db: Db, follow: Follow): Promise<boolean> {
  const rows = await db.delete(follows).where(at(follow)).returning();
  return rows.length > 0;
}

export async function deleteFollowsOf(db: Db, accountId: string): Promise<void> {
  await db.delete(follows).where(or(eq(follows.followerId, accountId), eq(follows.accountId, accountId)));
}

/** The two ends of a follow: `followers` are listed for an account, `following` for a person. */
export type FollowSide = "followers" | "following";

const ends = {
  followers: { of: follows.accountId, shown: follows.followerId },
  following: { of: follows.followerId, shown: follows.accountId },
} as const;

interface Asked extends Slice {
  readonly accountId: string;
}

/** Latest first; deleted accounts are left out. */
export async function listFollowRows(db: Db, side: FollowSide, { accountId, after, limit }: Asked) {
  const { of, shown } = ends[side];
  const { createdAt } = follows;
  return db
    .select({ account: accounts, followedAt: createdAt })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, shown))
    .where(
      and(
        eq(of, accountId),
        isNull(accounts.deletedAt),
        after ? sql`(${createdAt}, ${shown}) < (${after.sort}::timestamptz, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(shown))
    .limit(limit);
}

/** Counts what the lists show, so that the two agree. */
async function countFollows(db: Db, side: FollowSide, accountId: string): Promise<number> {
  const { of, shown } = ends[side];
  const [row] = await db
    .select({ follows: count() })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, shown))
    .where(and(eq(of, accountId), isNull(accounts.deletedAt)));
  return row?.follows ?? 0;
}

/** The counts of an account, and whether the actor follows it. */
export async function followStateOf({ db, actor }: Ctx, accountId: string) {
  const followerId = userIdOf(actor);
  const isOwn = followerId !== null && (await isFollowing(db, { followerId, accountId }));
  return {
    followerCount: await countFollows(db, "followers", accountId),
    followingCount: await countFollows(db, "following", accountId),
    isFollowing: isOwn,
  };
}

export const isFollowing = async (db: Db, follow: Follow): Promise<boolean> =>
  (await db.$count(follows, at(follow))) > 0;

/** Whom a person follows, latest first; deleted accounts are left out. */
export async function listFollowedAccounts(db: Db, followerId: string, limit: number) {
  return db
    .select({ id: accounts.id, kind: accounts.kind })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.accountId))
    .where(and(eq(follows.followerId, followerId), isNull(accounts.deletedAt)))
    .orderBy(desc(follows.createdAt))
    .limit(limit);
}
