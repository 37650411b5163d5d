import { defineQuery, page } from "@/server/kernel";
import { EventPage, ListEventsInput } from "./contract/discussion";
import { discussionAt } from "./participate";
import { showEvents } from "./show";
import { listEventRows } from "./store/events";

export const listDiscussionEvents = defineQuery({
  name: "discussions.listDiscussionEvents",
  summary: "Read the timeline of a discussion, oldest first",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/discussions/{number}/events" },
  input: ListEventsInput,
  output: EventPage,
  async run(ctx, input) {
    const { discussion } = await discussionAt(ctx, input);
    const found = await page(ctx, input, {
      list: "discussions.listDiscussionEvents",
      read: (after, limit) => listEventRows(ctx.db, discussion.id, { after: after?.id ?? null, limit }),
      keyOf: ({ id }) => ({ sort: id, id }),
    });
    return { ...found, items: await showEvents(ctx, found.items) };
  },
});
