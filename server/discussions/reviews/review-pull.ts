import { allows } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { addEvent, addSpeech } from "../add-event";
import { TimelineEvent } from "../contract/discussion";
import { type LineComment, ReviewPullInput } from "../contract/pull";
import { type PullPlace, participateIn, pullAt, refusal } from "../participate";
import { rangeOf } from "../pulls/pull-range";
import { auditTargetOf, showEvent } from "../show";
import { holdPull } from "../store/pulls";

export const reviewPull = defineCommand({
  name: "discussions.reviewPull",
  summary: "Review a pull request: approve it, ask for changes, or remark on its lines",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/reviews", status: 201 },
  input: ReviewPullInput,
  output: TimelineEvent,
  async run(ctx: Ctx<"repositories">, { verdict, body, comments, commit: asked, ...address }) {
    const place = await pullAt(ctx, address);
    const { userId } = await participateIn(ctx, place);
    const { repo, discussion } = place;
    if (discussion.status === "closed" || discussion.status === "merged") {
      throw refusal("conflict", `The pull request is ${discussion.status}`, "not_open");
    }
    if (verdict !== "comment" && userId === discussion.authorId) {
      throw refusal("invalid", "You cannot judge your own pull request", "own_pull_request");
    }
    if (verdict === "comment" && body.trim() === "" && comments.length === 0) {
      throw new DomainError("invalid", "Say something, or approve");
    }
    const isBinding = await allows(ctx, "repo.write", resourceOf(repo));
    const commitOf = await commitsOf(ctx, place, asked);
    const review = await atomically(ctx, async (ctx) => {
      if (!(await holdPull(ctx, place.pull))) throw moved();
      const data = { verdict, isBinding, commit: commitOf("new") };
      const add = body.trim() === "" ? addEvent : addSpeech;
      const event = await add(ctx, discussion, { type: "review", authorId: userId, body, data });
      for (const comment of comments) {
        await addSpeech(ctx, discussion, {
          type: "review_comment",
          authorId: userId,
          body: comment.body,
          reviewId: event.id,
          data: lineOf(comment, commitOf(comment.side)),
        });
      }
      await audit(ctx, "pullRequest.reviewed", auditTargetOf(place, { verdict, comments: comments.length }));
      return event;
    });
    return showEvent(ctx, review);
  },
});

const moved = () =>
  new DomainError("stale", "There are newer commits than those you looked at", { reason: "parent_moved" });

/** The commit whose lines are numbered, by side. Throws `stale` when another head was looked at. */
async function commitsOf(ctx: Ctx<"repositories">, place: PullPlace, asked: string | undefined) {
  const range = await rangeOf(ctx, place);
  if (asked !== undefined && asked !== range.to) {
    throw moved();
  }
  return (side: LineComment["side"]) => (side === "new" ? range.to : range.from);
}

const lineOf = ({ path, side, line, startLine }: LineComment, commit: string) => ({
  ...{ path, side, line, commit },
  ...(startLine !== undefined && startLine < line && { startLine }),
});
