import { authorizeOwn } from "@/server/access";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { UpdatePreferencesInput } from "./contract";
import { channelsOf, putChannels } from "./store";

export const updatePreferences = defineCommand({
  name: "notifications.updatePreferences",
  summary: "Choose of what you are told, and how; kinds that are left out stay as they are",
  http: { method: "PATCH", path: "/notifications/preferences", status: 204 },
  input: UpdatePreferencesInput,
  output: Nothing,
  async run(ctx, { channels }) {
    const { userId } = await authorizeOwn(ctx, "account.manage");
    return atomically(ctx, async (ctx) => {
      const chosen = (await channelsOf(ctx.db, [userId])).get(userId);
      await putChannels(ctx, userId, { ...chosen, ...channels });
      return {};
    });
  },
});
