import { findReadableRepoById, fullNameOf, type Repository } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { pathOfDiscussion } from "../show";
import { findDiscussionById } from "../store/discussions";
import { findEventById } from "../store/events";
import { findReport } from "../store/reports";

export interface ReportNews {
  readonly repo: Repository;
  /** Such as `ada/poems#3`. */
  readonly where: string;
  /** Path within the site to the comment. */
  readonly path: string;
  readonly reason: string;
  /** When it was made, or opened again. */
  readonly at: Date;
  /** Who said it. */
  readonly authorId: string | null;
}

/** What is told of a report; `null` for one that is gone by now. */
export async function reportNewsOf(
  ctx: Ctx,
  { eventId, reporterId }: { readonly eventId: string; readonly reporterId: string },
): Promise<ReportNews | null> {
  const [report, event] = await Promise.all([
    findReport(ctx.db, { eventId, reporterId }),
    findEventById(ctx.db, eventId),
  ]);
  const discussion = event && (await findDiscussionById(ctx.db, event.discussionId));
  const repo = discussion && (await findReadableRepoById(ctx, discussion.repoId));
  if (!report || !repo) return null;
  return {
    repo,
    where: `${fullNameOf(repo)}#${discussion.number}`,
    path: `${pathOfDiscussion(repo, discussion.number)}#${eventId}`,
    reason: report.reason,
    at: report.updatedAt,
    authorId: event.authorId,
  };
}
