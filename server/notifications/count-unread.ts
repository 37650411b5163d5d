import { z } from "zod";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { readerOf } from "./reader";
import { countVisibleUnread } from "./store";

export const countUnread = defineQuery({
  name: "notifications.countUnread",
  summary: "Count what you were told and have not read",
  http: { method: "GET", path: "/notifications/unread" },
  input: Nothing.strict(),
  output: z.object({ count: z.int() }),
  run: async (ctx) => ({ count: await countVisibleUnread(ctx, await readerOf(ctx)) }),
});
