import { findReadableRepos } from "@/server/hub";
import type { Ctx } from "@/server/kernel";
import { findDiscussions } from "./store/discussions";
import { listEventsById } from "./store/events";

const LONGEST = 200;
const READ = 4_000;

/** Markdown as one line of plain text; each pattern reads a character at most twice, whatever is in the text. */
export function excerptOf(body: string): string {
  const text = body
    .slice(0, READ)
    .replace(/^[ \t]*>.*$/gm, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)|<[^<>\n]*>/g, " ")
    .replace(/!?\[([^[\]\n]*)\]\([^()\n]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s)?/gm, " ")
    .replace(/[`*~]+|(?<!\w)_+|(?<!_)_+(?!\w)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

/**
 * What was said in events, in one line each. Whether the actor may read the repository is asked now: an event that is
 * missing may not be read any more, or is gone. Empty for what has no words or is hidden.
 */
export async function excerptsOf(ctx: Ctx, eventIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const events = await listEventsById(ctx.db, eventIds);
  const discussions = await findDiscussions(ctx.db, [...new Set(events.map(({ discussionId }) => discussionId))]);
  const repos = await findReadableRepos(
    ctx,
    [...discussions.values()].map(({ repoId }) => repoId),
  );
  const isRead = (discussionId: string) => repos.has(discussions.get(discussionId)?.repoId ?? "");
  return new Map(
    events
      .filter(({ discussionId }) => isRead(discussionId))
      .map(({ id, body, hiddenAt }) => [id, hiddenAt === null ? excerptOf(body ?? "") : ""]),
  );
}
