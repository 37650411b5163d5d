import { atomically, type Ctx } from "@/server/kernel";
import { addEvent } from "../add-event";
import type { PullPlace } from "../participate";
import { clearRefused, type PullRow, putRefused } from "../store/pulls";

/** Keeps that a pull request is out of date with its fork, and why; its author is told when that begins, not of every push. */
export const noteRefused = (
  ctx: Ctx,
  { discussion, pull }: PullPlace,
  refused: NonNullable<PullRow["refused"]>,
): Promise<void> =>
  atomically(ctx, async (ctx) => {
    if (!(await putRefused(ctx.db, pull, refused))) return;
    await addEvent(ctx, discussion, {
      type: "refused",
      authorId: null,
      data: { commit: refused.commit, refused: refused.reason },
    });
  });

/** It has what its branch has. */
export async function noteTaken({ db }: Ctx, pull: PullRow): Promise<void> {
  if (pull.refused !== null) await clearRefused(db, pull);
}
