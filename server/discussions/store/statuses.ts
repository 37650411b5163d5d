import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commitStatuses } from "@/db/schema/discussions";
import { type Ctx, type Keyset, newRow } from "@/server/kernel";

export type StatusRow = typeof commitStatuses.$inferSelect;
type NewStatus = Omit<typeof commitStatuses.$inferInsert, "id" | "createdAt" | "updatedAt">;

/** The last word of each context counts. */
export async function putStatus(ctx: Ctx, status: NewStatus): Promise<StatusRow> {
  const { state, description, targetUrl, creatorId } = status;
  const [row] = await ctx.db
    .insert(commitStatuses)
    .values({ ...newRow(ctx), ...status })
    .onConflictDoUpdate({
      target: [commitStatuses.repoId, commitStatuses.commit, commitStatuses.context],
      set: { state, description, targetUrl, creatorId, updatedAt: ctx.now() },
    })
    .returning();
  if (!row) throw new Error("A status was not written");
  return row;
}

interface Place {
  readonly repoId: string;
  readonly commit: string;
}

export const listStatuses = (
  db: Db,
  { repoId, commit }: Place,
  { after, limit }: { readonly after: Keyset | null; readonly limit: number },
): Promise<StatusRow[]> =>
  db
    .select()
    .from(commitStatuses)
    .where(
      and(
        eq(commitStatuses.repoId, repoId),
        eq(commitStatuses.commit, commit),
        after ? sql`${commitStatuses.context} > ${after.sort}` : undefined,
      ),
    )
    .orderBy(asc(commitStatuses.context))
    .limit(limit);

/** Those of these contexts that somebody has said something about. */
export const findStatuses = (db: Db, { repoId, commit }: Place, contexts: readonly string[]): Promise<StatusRow[]> =>
  contexts.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(commitStatuses)
        .where(
          and(
            eq(commitStatuses.repoId, repoId),
            eq(commitStatuses.commit, commit),
            inArray(commitStatuses.context, [...contexts]),
          ),
        )
        .orderBy(asc(commitStatuses.context));
