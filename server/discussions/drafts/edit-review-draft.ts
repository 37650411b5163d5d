import { inWalkTurn } from "@/server/git";
import { type Ctx, defineCommand } from "@/server/kernel";
import { EditReviewDraftInput, ReviewDraft } from "../contract/pull";
import { participateIn, pullFilesAt } from "../participate";
import { rangeOf } from "../pulls/pull-range";
import { updateDraft } from "../store/drafts";
import { showDraft } from "./show-drafts";

export const editReviewDraft = defineCommand({
  name: "discussions.editReviewDraft",
  summary: "Change a remark of one's own that is not submitted yet",
  http: { method: "PATCH", path: "/{shelf}/{namespace}/{name}/pulls/{number}/review-drafts/{draftId}" },
  input: EditReviewDraftInput,
  output: ReviewDraft,
  async run(ctx: Ctx<"repositories">, { draftId, body, ...address }) {
    const place = await pullFilesAt(ctx, address);
    const { userId: authorId } = await participateIn(ctx, place);
    const range = await rangeOf(ctx, place);
    const row = await updateDraft(ctx, { discussionId: place.discussion.id, authorId }, { id: draftId, body });
    return inWalkTurn(ctx, () => showDraft(ctx, place, { row, range }));
  },
});
