import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commentReports, discussionEvents, discussions } from "@/db/schema/discussions";
import { type Ctx, type Keyset, newRow } from "@/server/kernel";

interface NewReport {
  readonly eventId: string;
  readonly reporterId: string;
  readonly reason: string;
}

interface ReportKey {
  readonly eventId: string;
  readonly reporterId: string;
}

const isReport = ({ eventId, reporterId }: ReportKey) =>
  and(eq(commentReports.eventId, eventId), eq(commentReports.reporterId, reporterId));

/** Whether it is the first: a second report by the same person changes it. */
export async function putReport(ctx: Ctx, report: NewReport): Promise<boolean> {
  const made = await ctx.db
    .insert(commentReports)
    .values({ ...newRow(ctx), ...report })
    .onConflictDoNothing({ target: [commentReports.eventId, commentReports.reporterId] })
    .returning({ id: commentReports.id });
  if (made.length > 0) return true;
  const { reason } = report;
  const changes = { reason, settledAt: null, settledById: null, updatedAt: ctx.now() };
  await ctx.db.update(commentReports).set(changes).where(isReport(report));
  return false;
}

export async function findReport(db: Db, key: ReportKey) {
  const [row] = await db.select().from(commentReports).where(isReport(key));
  return row ?? null;
}

/** Of these comments, those that somebody reported. */
export async function reportedAmong(db: Db, eventIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ eventId: commentReports.eventId })
    .from(commentReports)
    .where(inArray(commentReports.eventId, [...eventIds]));
  return new Set(rows.map(({ eventId }) => eventId));
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
