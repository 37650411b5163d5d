import { allows, allowsPlatform } from "@/server/access";
import { type Repository, resourceOf } from "@/server/hub";
import { type Ctx, defineQuery, page } from "@/server/kernel";
import { EventPage, ListEventsInput } from "./contract/discussion";
import { discussionAt } from "./participate";
import { showEvents } from "./show";
import { type EventRow, listEventRows } from "./store/events";
import { reportedAmong } from "./store/reports";

export const listDiscussionEvents = defineQuery({
  name: "discussions.listDiscussionEvents",
  summary: "Read the timeline of a discussion, oldest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions/{number}/events" },
  input: ListEventsInput,
  output: EventPage,
  async run(ctx, input) {
    const { repo, discussion } = await discussionAt(ctx, input);
    const found = await page(ctx, input, {
      list: "discussions.listDiscussionEvents",
      read: (after, limit) => listEventRows(ctx.db, discussion.id, { after: after?.id ?? null, limit }),
      keyOf: ({ id }) => ({ sort: id, id }),
    });
    const said = await reportedWords(ctx, repo, found.items);
    const items = await showEvents(ctx, found.items);
    return {
      ...found,
      items: items.map((event) => ({
        ...event,
        hidden: event.hidden && { ...event.hidden, said: said.get(event.id) ?? null },
      })),
    };
  },
});

/** Hiding what was reported takes it from those who decide about it no more than from a moderator. */
async function reportedWords(
  ctx: Ctx,
  repo: Repository,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<string, string>> {
  const hidden = rows.filter(({ hiddenAt }) => hiddenAt !== null);
  const reported = await reportedAmong(
    ctx.db,
    hidden.map(({ id }) => id),
  );
  const mayRead =
    reported.size > 0 &&
    ((await allows(ctx, "repo.admin", resourceOf(repo))) || (await allowsPlatform(ctx, "platform.repositories")));
  return new Map(mayRead ? hidden.filter(({ id }) => reported.has(id)).map(({ id, body }) => [id, body ?? ""]) : []);
}
