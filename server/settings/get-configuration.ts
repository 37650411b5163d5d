import { authorizePlatform } from "@/server/access";
import { type Ctx, defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { ConfigurationAnswer } from "./contract";

export const getConfiguration = defineQuery({
  name: "settings.getConfiguration",
  summary: "Read what the environment fixed when the platform was started; secrets are not shown",
  http: { method: "GET", path: "/admin/configuration" },
  input: Nothing.strict(),
  output: ConfigurationAnswer,
  async run(ctx: Ctx<"configuration">) {
    await authorizePlatform(ctx, "platform.settings");
    return { items: [...ctx.live.configuration.entries] };
  },
});
