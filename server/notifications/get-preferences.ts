import { addressOf } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { USUAL_CHANNELS } from "./channels";
import { NotificationPreferences } from "./contract";
import { readerOf } from "./reader";
import { channelsOf } from "./store";

export const getPreferences = defineQuery({
  name: "notifications.getPreferences",
  summary: "See of what you are told, and how",
  http: { method: "GET", path: "/notifications/preferences" },
  input: Nothing.strict(),
  output: NotificationPreferences,
  async run(ctx) {
    const userId = await readerOf(ctx);
    const chosen = (await channelsOf(ctx.db, [userId])).get(userId);
    return { channels: { ...USUAL_CHANNELS, ...chosen }, email: await addressOf(ctx, userId) };
  },
});
