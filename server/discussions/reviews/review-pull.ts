import { allows } from "@/server/access";
import { audit } from "@/server/audit";
import { resourceOf } from "@/server/hub";
import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { addEvent, addSpeech } from "../add-event";
import { type LineData, TimelineEvent } from "../contract/discussion";
import { ReviewPullInput } from "../contract/pull";
import { judgeSpeech, noteSpeech } from "../judge-speech";
import { assertOpen, participateIn, pullAt, refusal } from "../participate";
import { auditTargetOf, showEvent } from "../show";
import { takeDrafts } from "../store/drafts";
import type { EventRow } from "../store/events";
import { holdPull } from "../store/pulls";
import { lineOf, movedSince, rangeSeen } from "./line-of";

interface Remark {
  readonly body: string;
  readonly data: LineData;
}

export const reviewPull = defineCommand({
  name: "discussions.reviewPull",
  summary: "Review a pull request: approve it, ask for changes, or remark on its lines",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/reviews", status: 201 },
  input: ReviewPullInput,
  output: TimelineEvent,
  async run(ctx: Ctx<"repositories" | "moderation">, { verdict, body, comments, commit, withDrafts, ...address }) {
    const place = await pullAt(ctx, address);
    const { userId: authorId } = await participateIn(ctx, place);
    const { repo, discussion } = place;
    assertOpen(place);
    if (verdict !== "comment" && authorId === discussion.authorId) {
      throw refusal("invalid", "You cannot judge your own pull request", "own_pull_request");
    }
    const isBinding = await allows(ctx, "repo.write", resourceOf(repo));
    const range = await rangeSeen(ctx, place, commit);
    const written = comments.map((comment): Remark => ({ body: comment.body, data: lineOf(comment, range) }));
    const review = await atomically(ctx, async (ctx) => {
      if (!(await holdPull(ctx, place.pull))) throw movedSince();
      const drafts = withDrafts ? await takeDrafts(ctx, { discussionId: discussion.id, authorId }) : [];
      const remarks = [...drafts, ...written];
      if (verdict === "comment" && body.trim() === "" && remarks.length === 0) {
        throw new DomainError("invalid", "Say something, or approve");
      }
      const found = await judgeSpeech(ctx, { bodies: [body, ...remarks.map((remark) => remark.body)] });
      const data = { verdict, isBinding, commit: range.to };
      const add = body.trim() === "" ? addEvent : addSpeech;
      const event = await add(ctx, discussion, { type: "review", authorId, body, data });
      for (const remark of remarks) await addRemark(ctx, { discussion, review: event }, remark);
      await noteSpeech(ctx, place, found);
      await audit(ctx, "pullRequest.reviewed", auditTargetOf(place, { verdict, comments: remarks.length }));
      return event;
    });
    return showEvent(ctx, review);
  },
});

const addRemark = (
  ctx: Ctx,
  { discussion, review }: { readonly discussion: Parameters<typeof addSpeech>[1]; readonly review: EventRow },
  { body, data }: Remark,
): Promise<EventRow> =>
  addSpeech(ctx, discussion, {
    ...{ type: "review_comment", authorId: review.authorId, reviewId: review.id },
    ...{ body, data: { ...data } },
  });
