import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { ListNotificationsInput, Notification } from "./contract";
import { withExcerpts } from "./excerpts";
import { readerOf } from "./reader";
import { listVisible } from "./store";

export const listNotifications = defineQuery({
  name: "notifications.listNotifications",
  summary: "List what you were told, newest first",
  http: { method: "GET", path: "/notifications" },
  input: ListNotificationsInput,
  output: pageOf(Notification),
  async run(ctx, input) {
    const userId = await readerOf(ctx);
    const found = await page(ctx, input, {
      list: "notifications.listNotifications",
      read: (after, limit) => listVisible(ctx, userId, { after, limit, unread: input.unread }),
      keyOf: ({ createdAt, id }) => ({ sort: createdAt.toISOString(), id }),
    });
    return { ...found, items: await withExcerpts(ctx, found.items) };
  },
});
