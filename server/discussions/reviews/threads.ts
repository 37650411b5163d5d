import type { Ctx } from "@/server/kernel";
import type { LineData } from "../contract/discussion";
import type { PullFiles } from "../contract/pull";
import type { Range } from "../pulls/pull-range";
import { showEvents } from "../show";
import { type EventRow, listThreadStarts } from "../store/events";
import { linesNow } from "./lines-now";

const MAX_THREADS = 300;

/** Line comments that start a thread, with the line they are about now. */
export async function threadsOf(
  ctx: Ctx<"repositories">,
  place: { readonly repoId: string; readonly discussionId: string },
  range: Range,
): Promise<PullFiles["threads"]> {
  const rows = await listThreadStarts(ctx.db, place.discussionId, MAX_THREADS);
  const threads = rows.flatMap((row) => writtenIn(row) ?? []);
  const written = threads.map(({ data }) => data);
  const [shown, lines] = await Promise.all([
    showEvents(
      ctx,
      threads.map(({ row }) => row),
    ),
    linesNow(ctx, place.repoId, { written, range }),
  ]);
  return lines.flatMap((now, index) => {
    const comment = shown[index];
    return comment ? [{ comment, ...now }] : [];
  });
}

function writtenIn(row: EventRow): { readonly row: EventRow; readonly data: LineData } | null {
  const { path, side, line, startLine, commit } = row.data;
  if (path === undefined || side === undefined || line === undefined || commit === undefined) return null;
  return { row, data: { path, side, line, commit, ...(startLine !== undefined && { startLine }) } };
}
