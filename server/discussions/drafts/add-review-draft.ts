import { atomically, type Ctx, DomainError, defineCommand } from "@/server/kernel";
import { AddReviewDraftInput, MAX_DRAFTS, ReviewDraft } from "../contract/pull";
import { assertOpen, participateIn, pullFilesAt } from "../participate";
import { lineOf, rangeSeen } from "../reviews/line-of";
import { countDrafts, insertDraft } from "../store/drafts";
import { showDraft } from "./show-drafts";

export const addReviewDraft = defineCommand({
  name: "discussions.addReviewDraft",
  summary: "Remark on lines of a pull request; nobody else sees it until the review is submitted",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/review-drafts", status: 201 },
  input: AddReviewDraftInput,
  output: ReviewDraft,
  async run(ctx: Ctx<"repositories">, { path, side, line, startLine, body, commit, ...address }) {
    const place = await pullFilesAt(ctx, address);
    const { userId: authorId } = await participateIn(ctx, place);
    assertOpen(place);
    const range = await rangeSeen(ctx, place, commit);
    const own = { discussionId: place.discussion.id, authorId };
    const row = await atomically(ctx, async (ctx) => {
      if ((await countDrafts(ctx.db, own)) >= MAX_DRAFTS) {
        throw new DomainError("quota_exceeded", `A review has at most ${MAX_DRAFTS} remarks: submit it first`);
      }
      return insertDraft(ctx, { ...own, body, data: lineOf({ path, side, line, startLine }, range) });
    });
    return showDraft(ctx, place, { row, range });
  },
});
