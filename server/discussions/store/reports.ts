import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commentReports, discussionEvents, discussions } from "@/db/schema/discussions";
import { type Ctx, type Keyset, newRow } from "@/server/kernel";

interface NewReport {
  readonly eventId: string;
  readonly reporterId: string;
  readonly reason: string;
}

/** A second report by the same person changes the first. */
export async function putReport(ctx: Ctx, report: NewReport): Promise<void> {
  await ctx.db
    .insert(commentReports)
    .values({ ...newRow(ctx), ...report })
    .onConflictDoUpdate({
      target: [commentReports.eventId, commentReports.reporterId],
      set: { reason: report.reason, settledAt: null, settledById: null, updatedAt: ctx.now() },
    });
}

/** What nobody has settled, newest first, with what it is about. */
export const listOpenReports = (db: Db, { after, limit }: { after: Keyset | null; limit: number }) =>
  db
    .select({ report: commentReports, event: discussionEvents, discussion: discussions })
    .from(commentReports)
    .innerJoin(discussionEvents, eq(discussionEvents.id, commentReports.eventId))
    .innerJoin(discussions, eq(discussions.id, discussionEvents.discussionId))
    .where(and(isNull(commentReports.settledAt), after ? sql`${commentReports.id} < ${after.id}::uuid` : undefined))
    .orderBy(desc(commentReports.id))
    .limit(limit);

/** `null` when there is none, or it is settled. */
export async function settleReportRow(ctx: Ctx, id: string, userId: string) {
  const [row] = await ctx.db
    .update(commentReports)
    .set({ settledAt: ctx.now(), settledById: userId, updatedAt: ctx.now() })
    .where(and(eq(commentReports.id, id), isNull(commentReports.settledAt)))
    .returning();
  return row ?? null;
}
