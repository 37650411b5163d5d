import { diffCommits, inWalkTurn } from "@/server/git";
import { findTextAt } from "@/server/hub";
import { type Ctx, type DomainError, defineCommand, notFound } from "@/server/kernel";
import { ApplySuggestionInput, CommitResult } from "../contract/pull";
import { suggestedLines } from "../contract/suggested-lines";
import { type PullPlace, pullAt, refusal } from "../participate";
import { commitToPull } from "../pulls/commit-to-pull";
import { followLine } from "../pulls/follow-line";
import { authorizePush } from "../pulls/push-right";
import { type EventRow, getEventRow } from "../store/events";

export const applySuggestion = defineCommand({
  name: "discussions.applySuggestion",
  summary: "Commit what a line comment suggests",
  http: { method: "POST", path: "/{shelf}/{namespace}/{name}/pulls/{number}/threads/{eventId}/apply" },
  input: ApplySuggestionInput,
  output: CommitResult,
  async run(ctx: Ctx<"repositories" | "objects" | "moderation">, { eventId, ...address }) {
    const place = await pullAt(ctx, address);
    await authorizePush(ctx, place);
    const event = await getEventRow(ctx.db, { discussionId: place.discussion.id, id: eventId });
    const suggestion = event.hiddenAt === null ? suggestedLines(event.body ?? "") : null;
    const { path, side, line, startLine = line } = event.data;
    if (suggestion === null || path === undefined || line === undefined || side !== "new" || startLine === undefined) {
      throw notFound("Suggestion", eventId);
    }
    const lines = await linesNow(ctx, place, { event, path, from: startLine, to: line });
    const text = await findTextAt(ctx, place.repo, { commit: place.pull.headCommit, path });
    if (text === null) throw outdated();
    const changed = replaceLines(text, { ...lines, by: suggestion.lines });
    return commitToPull(ctx, place, {
      message: `Apply suggestion to ${path}`,
      expectedHead: place.pull.headCommit,
      operations: [{ kind: "put", path, content: Buffer.from(changed) }],
    });
  },
});

const outdated = (): DomainError =>
  refusal("conflict", "The lines were changed since the suggestion was made", "suggestion_outdated");

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** Where the lines are now. Throws `conflict` (`suggestion_outdated`) when one of them has changed. */
async function linesNow(
  ctx: Ctx<"repositories" | "objects" | "moderation">,
  { repo, pull }: PullPlace,
  { event, path, from, to }: Lines & { readonly event: EventRow; readonly path: string },
): Promise<Lines> {
  const { commit } = event.data;
  if (commit === undefined || commit === pull.headCommit) return { from, to };
  const range = { from: commit, to: pull.headCommit, paths: [path] };
  const { files } = await inWalkTurn(ctx, () => diffCommits(ctx, repo.id, range));
  const [change] = files;
  if (!change) return { from, to };
  if (change.isTruncated || change.isBinary) throw outdated();
  const now = Array.from({ length: to - from + 1 }, (_, index) => followLine(change.hunks, from + index));
  const [first] = now;
  const isWhole = now.every((line, index) => line !== null && line === (first ?? 0) + index);
  if (!isWhole || first === null || first === undefined) throw outdated();
  return { from: first, to: first + to - from };
}

/** Lines are 1-based, both ends included. A text without lines takes the place of nothing. */
export function replaceLines(text: string, { from, to, by }: Lines & { readonly by: string }): string {
  const lines = text.split(/(?<=\n)/);
  if (to > lines.length) throw outdated();
  const isLast = to === lines.length && !text.endsWith("\n");
  const put = isLast ? by.replace(/\r?\n$/, "") : by;
  return [...lines.slice(0, from - 1), put, ...lines.slice(to)].join("");
}
