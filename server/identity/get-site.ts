import { type Ctx, defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { readSettings } from "@/server/settings";
import { Site } from "./contract";

export const getSite = defineQuery({
  name: "identity.getSite",
  summary: "Read what this installation tells everybody: its name, its announcement, who may sign up",
  http: { method: "GET", path: "/site" },
  input: Nothing.strict(),
  output: Site,
  async run(ctx: Ctx<"identity">) {
    const { siteName, announcement, signUp } = await readSettings(ctx.db);
    return { siteName, announcement, signUp: signUp ?? ctx.live.identity.signUp };
  },
});
