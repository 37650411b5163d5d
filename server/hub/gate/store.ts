import { and, asc, desc, eq, gt, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accessRequests } from "@/db/schema/hub";
import type { AccessStatus } from "@/server/hub/contract/gate";
import { type Ctx, newRow, type Slice } from "@/server/kernel";

export type AccessRequestRow = typeof accessRequests.$inferSelect;

interface Place {
  readonly repoId: string;
  readonly userId: string;
}

const at = ({ repoId, userId }: Place) => and(eq(accessRequests.repoId, repoId), eq(accessRequests.userId, userId));

export async function findAccessRequest(db: Db, place: Place): Promise<AccessRequestRow | null> {
  const [row] = await db.select().from(accessRequests).where(at(place));
  return row ?? null;
}

/** The same; nobody else decides on it until the caller's transaction ends. */
export async function lockAccessRequest(db: Db, place: Place): Promise<AccessRequestRow | null> {
  const [row] = await db.select().from(accessRequests).where(at(place)).for("update");
  return row ?? null;
}

/** Why somebody was turned away, where a reason was given; `null` for who is not. */
export async function rejectionOf(db: Db, place: Place): Promise<string | null> {
  const request = await findAccessRequest(db, place);
  return request?.status === "rejected" ? request.reason : null;
}

export async function findAccessRequestById(db: Db, repoId: string, id: string): Promise<AccessRequestRow | null> {
  const [row] = await db
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.repoId, repoId), eq(accessRequests.id, id)));
  return row ?? null;
}

/** Made anew, or asked again with other answers. */
export async function putAccessRequest(
  ctx: Ctx,
  request: Place & Pick<AccessRequestRow, "status" | "answers">,
): Promise<void> {
  const row = { ...newRow(ctx), ...request };
  const { status, answers } = request;
  await ctx.db
    .insert(accessRequests)
    .values(row)
    .onConflictDoUpdate({
      target: [accessRequests.repoId, accessRequests.userId],
      set: {
        status,
        answers,
        updatedAt: row.updatedAt,
        reason: null,
        handledBy: null,
        handledAt: null,
        expiresAt: null,
      },
    });
}

export async function setAccessStatus(
  ctx: Ctx,
  { repoId, userId, ...change }: Place & Pick<AccessRequestRow, "status" | "reason" | "handledBy" | "expiresAt">,
): Promise<void> {
  await ctx.db
    .update(accessRequests)
    .set({ ...change, handledAt: ctx.now() })
    .where(at({ repoId, userId }));
}

interface Asked extends Slice {
  readonly repoId: string;
  readonly status: AccessStatus;
}

/** The newest first. */
export const listAccessRequestRows = (
  { db }: Ctx,
  { repoId, status, after, limit }: Asked,
): Promise<AccessRequestRow[]> => {
  const moment = after && sql`${after.sort}::text::timestamptz`;
  return db
    .select()
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.repoId, repoId),
        eq(accessRequests.status, status),
        after && moment
          ? or(
              lt(accessRequests.updatedAt, moment),
              and(eq(accessRequests.updatedAt, moment), lt(accessRequests.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(accessRequests.updatedAt), desc(accessRequests.id))
    .limit(limit);
};

/** Every request of a repository, in the order of their ids. */
export const listAllAccessRequestRows = (
  { db }: Ctx,
  { repoId, after, limit }: { readonly repoId: string; readonly after: string | null; readonly limit: number },
): Promise<AccessRequestRow[]> =>
  db
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.repoId, repoId), after === null ? undefined : gt(accessRequests.id, after)))
    .orderBy(asc(accessRequests.id))
    .limit(limit);
