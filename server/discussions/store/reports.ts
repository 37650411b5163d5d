import { and, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
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

/** Whether it is news, which the first is, and one after what was settled; a second report by the same person changes it. */
export async function putReport(ctx: Ctx, report: NewReport): Promise<boolean> {
  const made = await ctx.db
    .insert(commentReports)
    .values({ ...newRow(ctx), ...report })
    .onConflictDoNothing({ target: [commentReports.eventId, commentReports.reporterId] })
    .returning({ id: commentReports.id });
  if (made.length > 0) return true;
  const { reason } = report;
  const opened = await ctx.db
    .update(commentReports)
    .set({ reason, settledAt: null, settledById: null, updatedAt: ctx.now() })
    .where(and(isReport(report), isNotNull(commentReports.settledAt)))
    .returning({ id: commentReports.id });
  if (opened.length > 0) return true;
  await ctx.db.update(commentReports).set({ reason, updatedAt: ctx.now() }).where(isReport(report));
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

interface Sliced {
  readonly after: Keyset | null;
  readonly limit: number;
}

const openReports = (db: Db, which: SQL | undefined) =>
  db
    .select({ report: commentReports, event: discussionEvents, discussion: discussions })
    .from(commentReports)
    .innerJoin(discussionEvents, eq(discussionEvents.id, commentReports.eventId))
    .innerJoin(discussions, eq(discussions.id, discussionEvents.discussionId))
    .where(and(isNull(commentReports.settledAt), which))
    .orderBy(desc(commentReports.id));

const isAfter = (after: Keyset | null) => (after ? sql`${commentReports.id} < ${after.id}::uuid` : undefined);

/** What nobody has settled, newest first, with what it is about. */
export const listOpenReports = (db: Db, { after, limit }: Sliced) => openReports(db, isAfter(after)).limit(limit);

interface Looking {
  readonly repoId: string;
  /** Who looks: what is reported of somebody's own words is for others to settle. */
  readonly userId: string;
}

const isFor = ({ repoId, userId }: Looking) =>
  and(eq(discussions.repoId, repoId), or(isNull(discussionEvents.authorId), ne(discussionEvents.authorId, userId)));

/** The same of one repository. */
export const listRepoReportRows = (db: Db, looking: Looking, { after, limit }: Sliced) =>
  openReports(db, and(isFor(looking), isAfter(after))).limit(limit);

export async function findRepoReport(db: Db, looking: Looking, id: string) {
  const [row] = await openReports(db, and(isFor(looking), eq(commentReports.id, id)));
  return row ?? null;
}

/** `null` when there is none, or it is settled. */
export async function settleReportRow(ctx: Ctx, id: string, userId: string) {
  const [row] = await ctx.db
    .update(commentReports)
    .set({ settledAt: ctx.now(), settledById: userId, updatedAt: ctx.now() })
    .where(and(eq(commentReports.id, id), isNull(commentReports.settledAt)))
    .returning();
  return row ?? null;
}

/** Every open report of a comment. */
export async function settleReportsOf(ctx: Ctx, eventId: string, userId: string): Promise<void> {
  await ctx.db
    .update(commentReports)
    .set({ settledAt: ctx.now(), settledById: userId, updatedAt: ctx.now() })
    .where(and(eq(commentReports.eventId, eventId), isNull(commentReports.settledAt)));
}
