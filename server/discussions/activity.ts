import type { Ctx } from "@/server/kernel";
import { findDiscussionById } from "./store/discussions";
import { type EventRow, findEventById, findFirstEvent } from "./store/events";

export interface DiscussionActivity {
  readonly verb: "opened" | "commented" | "merged" | "closed" | "reopened";
  readonly discussionId: string;
  readonly repoId: string;
  readonly actorId: string;
}

/** What somebody did in a discussion, as one word for those who follow them; `null` for what is not worth telling. */
export async function activityOf(ctx: Ctx, eventId: string): Promise<DiscussionActivity | null> {
  const event = await findEventById(ctx.db, eventId);
  const discussion = event && (await findDiscussionById(ctx.db, event.discussionId));
  const verb = event && (await verbOf(ctx, event));
  if (!discussion || !verb || event.authorId === null) return null;
  return { verb, discussionId: discussion.id, repoId: discussion.repoId, actorId: event.authorId };
}

async function verbOf(ctx: Ctx, event: EventRow): Promise<DiscussionActivity["verb"] | null> {
  switch (event.type) {
    case "comment": {
      const first = await findFirstEvent(ctx.db, event.discussionId);
      return first?.id === event.id ? "opened" : "commented";
    }
    case "review":
    case "review_comment":
      return "commented";
    case "status":
      return verbOfStatus(event.data.status);
    default:
      return null;
  }
}

function verbOfStatus(status: EventRow["data"]["status"]): DiscussionActivity["verb"] | null {
  if (status === "merged" || status === "closed") return status;
  return status === "open" ? "reopened" : null;
}
