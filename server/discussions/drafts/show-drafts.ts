import { type Ctx, userIdOf } from "@/server/kernel";
import { MAX_DRAFTS, type ReviewDraft } from "../contract/pull";
import type { PullPlace } from "../participate";
import type { Range } from "../pulls/pull-range";
import { linesNow } from "../reviews/lines-now";
import { type DraftRow, listDrafts } from "../store/drafts";

export async function showDraft(
  ctx: Ctx<"repositories">,
  place: PullPlace,
  { row, range }: { readonly row: DraftRow; readonly range: Range },
): Promise<ReviewDraft> {
  const [draft] = await showDrafts(ctx, place, { rows: [row], range });
  if (!draft) throw new Error("A draft was not shown");
  return draft;
}

/** Drafts as their author sees them. */
async function showDrafts(
  ctx: Ctx<"repositories">,
  { repo }: PullPlace,
  { rows, range }: { readonly rows: readonly DraftRow[]; readonly range: Range },
): Promise<ReviewDraft[]> {
  const lines = await linesNow(ctx, repo.id, { written: rows.map(({ data }) => data), range });
  return rows.flatMap(({ id, body, createdAt }, index) => {
    const now = lines[index];
    return now ? [{ id, body, createdAt, ...now }] : [];
  });
}

/** What the caller has written and not submitted: nobody else's. */
export async function draftsOf(ctx: Ctx<"repositories">, place: PullPlace, range: Range): Promise<ReviewDraft[]> {
  const authorId = userIdOf(ctx.actor);
  if (authorId === null) return [];
  const rows = await listDrafts(ctx.db, { discussionId: place.discussion.id, authorId }, MAX_DRAFTS);
  return showDrafts(ctx, place, { rows, range });
}
