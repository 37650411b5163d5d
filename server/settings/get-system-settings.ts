import { authorizePlatform } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { Settings } from "./contract";
import { readSettings } from "./store";

export const getSystemSettings = defineQuery({
  name: "settings.getSystemSettings",
  summary: "Read the settings of the installation",
  http: { method: "GET", path: "/settings" },
  input: Nothing.strict(),
  output: Settings,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.settings");
    return readSettings(ctx.db);
  },
});
