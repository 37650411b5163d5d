import { type Ctx, DomainError } from "@/server/kernel";
import type { LineData } from "../contract/discussion";
import type { LineComment } from "../contract/pull";
import type { PullPlace } from "../participate";
import { type Range, rangeOf } from "../pulls/pull-range";

export const movedSince = (): DomainError =>
  new DomainError("stale", "There are newer commits than those you looked at", { reason: "parent_moved" });

/** What a pull request brings. Throws `stale` when another head was looked at. */
export async function rangeSeen(ctx: Ctx<"repositories">, place: PullPlace, seen: string | undefined): Promise<Range> {
  const range = await rangeOf(ctx, place);
  if (seen !== undefined && seen !== range.to) throw movedSince();
  return range;
}

/** The lines that were commented on, with the commit in which they are numbered so. */
export const lineOf = (
  { path, side, line, startLine }: Omit<LineComment, "body">,
  range: Pick<Range, "from" | "to">,
): LineData => ({
  ...{ path, side, line, commit: side === "new" ? range.to : range.from },
  ...(startLine !== undefined && startLine < line && { startLine }),
});
