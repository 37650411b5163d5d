import { allows } from "@/server/access";
import { resourceOf } from "@/server/hub";
import { findAccounts } from "@/server/identity";
import { defineQuery, page } from "@/server/kernel";
import { CommentEditPage, ListEditsInput } from "../contract/discussion";
import { discussionAt } from "../participate";
import { getEventRow, listEdits } from "../store/events";

export const listCommentEdits = defineQuery({
  name: "discussions.listCommentEdits",
  summary: "Read what a comment said before it was edited, newest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions/{number}/comments/{eventId}/edits" },
  input: ListEditsInput,
  output: CommentEditPage,
  async run(ctx, input) {
    const { repo, discussion } = await discussionAt(ctx, input);
    const event = await getEventRow(ctx.db, { discussionId: discussion.id, id: input.eventId });
    // What was hidden is hidden in its history too, but for those who hid it.
    if (event.hiddenAt !== null && !(await allows(ctx, "repo.write", resourceOf(repo)))) {
      return { items: [], nextCursor: null };
    }
    const found = await page(ctx, input, {
      list: "discussions.listCommentEdits",
      read: (after, limit) => listEdits(ctx.db, event.id, { after: after?.id ?? null, limit }),
      keyOf: ({ id }) => ({ sort: id, id }),
    });
    const editors = await findAccounts(
      ctx.db,
      found.items.map(({ editorId }) => editorId),
    );
    return {
      ...found,
      items: found.items.map(({ id, body, createdAt, editorId }) => ({
        ...{ id, body, createdAt },
        editor: editors.get(editorId) ?? null,
      })),
    };
  },
});
