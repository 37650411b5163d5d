import { findAnyRepo, type Repository } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import type { DiscussionStatus, EventType } from "./contract/discussion";
import { pathOfDiscussion } from "./show";
import { findDiscussionById } from "./store/discussions";
import { findEventById, findFirstEvent } from "./store/events";
import { findPull } from "./store/pulls";

/** What happened in a discussion, for programs that are told of it. */
export interface Happening {
  readonly repo: Repository;
  readonly type: EventType;
  /** The discussion begins with it. */
  readonly isFirst: boolean;
  readonly discussion: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly status: DiscussionStatus;
    readonly authorId: string;
    /** Path within the site. */
    readonly path: string;
    /** Of a pull request: the branch it is for. */
    readonly baseBranch: string | null;
  };
  /** What was said; `null` for events without words. */
  readonly comment: {
    readonly id: string;
    readonly authorId: string | null;
    /** `null` when it is hidden. */
    readonly content: string | null;
  } | null;
}

/** An event with all around it, whoever may read it; `null` when it is gone. */
export async function findHappening(ctx: Ctx, eventId: string): Promise<Happening | null> {
  const event = await findEventById(ctx.db, eventId);
  const discussion = event && (await findDiscussionById(ctx.db, event.discussionId));
  const repo = discussion && (await findAnyRepo(ctx, discussion.repoId));
  if (!event || !discussion || !repo) return null;
  const first = await findFirstEvent(ctx.db, discussion.id);
  const { id, number, title, status, authorId } = discussion;
  const pull = discussion.isPull ? await findPull(ctx.db, id) : null;
  const path = pathOfDiscussion(repo, number);
  return {
    repo,
    type: event.type,
    isFirst: first?.id === event.id,
    discussion: { id, number, title, status, authorId, path, baseBranch: pull?.baseBranch ?? null },
    comment:
      event.body === null
        ? null
        : { id: event.id, authorId: event.authorId, content: event.hiddenAt === null ? event.body : null },
  };
}
